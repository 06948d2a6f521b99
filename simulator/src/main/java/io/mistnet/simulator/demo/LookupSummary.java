package io.mistnet.simulator.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the lookups of a demonstration came to.
 *
 * @param records in the intelligence database
 * @param loadSeconds how long it took to load all but the first of them
 * @param firstAnswerSeconds from the start of the demonstration to the first answer
 * @param findings one for each question
 */
public record LookupSummary(int records, double loadSeconds, double firstAnswerSeconds, List<Finding> findings) {

    public LookupSummary {
        findings = List.copyOf(findings);
    }

    /** For machines. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("records", records);
        figures.put("load_s", loadSeconds);
        figures.put("first_answer_s", firstAnswerSeconds);
        figures.put("wrong", findings.stream().mapToInt(Finding::wrong).sum());
        Map<String, Object> questions = new LinkedHashMap<>();
        findings.forEach(finding -> questions.put(finding.name(), finding.figures()));
        figures.put("questions", questions);
        return figures;
    }

    /** For people. */
    String text() {
        return "%,d records were loaded in %.0f s beside propagation; the first answer came %.0f s after the start; answers that were wrong: %d"
                .formatted(
                        records,
                        loadSeconds,
                        firstAnswerSeconds,
                        findings.stream().mapToInt(Finding::wrong).sum());
    }
}
