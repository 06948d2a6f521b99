package io.mistnet.simulator.demo;

import io.mistnet.node.lookup.http.LookupMessages.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came back of a question, and what others saw of it.
 *
 * @param name for machines
 * @param question for people
 * @param selectors how many were asked for
 * @param hits of them are known
 * @param wrong of them have an answer with other records than were contributed
 * @param records that were found
 * @param seconds from the question to the answer
 */
record Finding(
        String name,
        String question,
        int selectors,
        int hits,
        int wrong,
        List<Found> records,
        double seconds,
        Sightings.Seen seen) {

    private static final int MOST_SHOWN = 4;

    /** For people. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(question);
        lines.add("  read by the asker after %.2f s: ".formatted(seconds) + outcome());
        records.stream()
                .limit(MOST_SHOWN)
                .forEach(found -> lines.add("      %-8s %-26s %s  %-20s %s"
                        .formatted(
                                found.institution(),
                                found.category(),
                                found.date(),
                                found.caseReference(),
                                found.contact())));
        if (records.size() > MOST_SHOWN) {
            lines.add("      and %d more".formatted(records.size() - MOST_SHOWN));
        }
        lines.add("  seen by the others, as their own metrics and logs have it:");
        Sightings.Host host = seen.host();
        lines.add("      %-8s host    %,d %s, %,d bytes in%s, %,d bytes out"
                .formatted(
                        host.id(),
                        host.queries(),
                        host.queries() == 1 ? "query" : "queries",
                        host.bytesIn(),
                        host.keys() > 0 ? " with the expansion keys, which it keeps" : "",
                        host.bytesOut()));
        for (Sightings.Holder holder : seen.holders()) {
            lines.add("      %-8s holder  %,d blinded selector%s"
                    .formatted(holder.id(), holder.evaluations(), holder.evaluations() == 1 ? "" : "s"));
            holder.log().forEach(line -> lines.add("                       log: " + line));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String outcome() {
        if (selectors == 1) {
            return records.isEmpty()
                    ? "nobody has reported it"
                    : "%d record%s".formatted(records.size(), records.size() == 1 ? "" : "s");
        }
        return "%d of %d are known, with %d records".formatted(hits, selectors, records.size());
    }

    /** For machines. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("selectors", selectors);
        figures.put("hits", hits);
        figures.put("records", records.size());
        figures.put("wrong", wrong);
        figures.put("seconds", seconds);
        figures.put("host_queries", seen.host().queries());
        figures.put("host_bytes_in", seen.host().bytesIn());
        figures.put("host_bytes_out", seen.host().bytesOut());
        Map<String, Object> evaluations = new LinkedHashMap<>();
        seen.holders().forEach(holder -> evaluations.put(holder.id(), holder.evaluations()));
        figures.put("holder_evaluations", evaluations);
        return figures;
    }
}
