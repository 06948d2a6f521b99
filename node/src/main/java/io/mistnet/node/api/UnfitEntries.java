package io.mistnet.node.api;

import io.mistnet.node.api.frame.FieldError;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.casework.UnfitEntryException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is wrong with something that was sent for a case, in words. */
final class UnfitEntries {

    private UnfitEntries() {}

    static io.mistnet.node.api.frame.Problem problem(UnfitEntryException unfit) {
        Problem ofCase = unfit.problems().get(Field.CASE);
        if (ofCase != null && ofCase.kind() == Problem.Kind.CLOSED) {
            return io.mistnet.node.api.frame.Problem.of(ProblemKind.CONFLICT, "The case is closed; reopen it first.");
        }
        List<FieldError> errors = unfit.problems().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> new FieldError(name(entry.getKey()), words(entry.getValue())))
                .toList();
        return io.mistnet.node.api.frame.Problem.of(ProblemKind.UNFIT, "Something that was sent cannot be taken.")
                .withErrors(errors);
    }

    private static String name(Field field) {
        return switch (field) {
            case REFERENCE -> "reference";
            case TITLE -> "title";
            case BASIS -> "legalBasis";
            case RETENTION -> "retentionDays";
            case NOTE -> "text";
            case MEMBER -> "member";
            case CASE -> "case";
            case SELECTOR -> "selector.value";
            case TYPE -> "selector.type";
            case REGION -> "region";
            case REASON -> "reason";
            case FILE -> "selectors";
            case APPROVAL -> "approval";
        };
    }

    private static String words(Problem problem) {
        return switch (problem.kind()) {
            case MISSING -> "is missing";
            case TOO_LONG -> "is too long: expected at most %d".formatted(problem.limit());
            case UNSEEN -> "has characters that cannot be seen, or several lines";
            case NO_NUMBER -> "expected a whole number up to %d".formatted(problem.limit());
            case TOO_SHORT -> "expected at least %d".formatted(problem.limit());
            case SHORTENED -> "expected at least %d, as it was: a supervisor shortens it".formatted(problem.limit());
            case TAKEN -> "there is one already";
            case UNKNOWN -> "is unknown";
            case CLOSED -> "is closed";
            case EXPIRED -> "has expired";
            case OTHER -> "is about something else";
            case NO_TEXT, NO_UTF8, NO_CSV -> "cannot be read";
            case TOO_MANY_LINES -> "are too many: expected at most %d".formatted(problem.limit());
            case BAD_LINES -> "some are not selectors";
            case NO_SELECTORS -> "none is left to ask";
            case UNFIT -> problem.detail();
        };
    }
}
