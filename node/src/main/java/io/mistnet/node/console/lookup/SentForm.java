package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.CaseEntry;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Form;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody sent with the form of a lookup.
 *
 * @param open the cases in which they may look up
 * @param chosen the one that they chose; empty where it is to be opened, or none was chosen
 * @param typed what is to be looked up
 * @param problems what is wrong with any of it
 */
record SentForm(List<CaseFile> open, Optional<CaseFile> chosen, Typed typed, Map<Field, Problem> problems) {

    /** Instead of a case's id: a case that is opened with the lookup. */
    private static final String NEW = "new";

    static SentForm of(Form form, List<CaseFile> open, Regions regions) {
        Optional<CaseFile> chosen = form.text("case").flatMap(id -> byId(open, id));
        Typed typed = Typed.of(form, regions);
        Map<Field, Problem> problems = new EnumMap<>(Field.class);
        problems.putAll(typed.problems());
        if (typed.isEmpty()) {
            problems.put(Field.SELECTOR, problem(Problem.Kind.MISSING));
        } else if (typed.possible().size() > 1) {
            problems.put(Field.TYPE, problem(Problem.Kind.MISSING));
        }
        if (chosen.isEmpty()) {
            problems.putAll(caseProblems(form));
        }
        return new SentForm(open, chosen, typed, problems);
    }

    static Optional<CaseFile> byId(List<CaseFile> open, String id) {
        return open.stream()
                .filter(file -> String.valueOf(file.id()).equals(id))
                .findFirst();
    }

    /** The case that is to be opened. */
    static CaseEntry newCase(Form form) {
        return CaseEntry.of(
                form.text("reference"),
                form.text("title"),
                form.text("basis"),
                Optional.of(String.valueOf(CaseEntry.USUAL_RETENTION_DAYS)));
    }

    private static Map<Field, Problem> caseProblems(Form form) {
        Optional<String> named = form.text("case");
        if (named.isEmpty()) {
            return Map.of(Field.CASE, problem(Problem.Kind.MISSING));
        }
        if (!named.get().equals(NEW)) {
            return Map.of(Field.CASE, problem(Problem.Kind.UNKNOWN));
        }
        try {
            newCase(form);
            return Map.of();
        } catch (UnfitEntryException e) {
            return e.problems();
        }
    }

    private static Problem problem(Problem.Kind kind) {
        return new Problem(kind, 0, "");
    }

    @Override
    public String toString() {
        return "SentForm(not shown)";
    }
}
