package io.mistnet.node.api;

import io.mistnet.node.alert.InvalidRemarkException;
import io.mistnet.node.alert.NoSuchAlertException;
import io.mistnet.node.alert.RefusedChangeException;
import io.mistnet.node.api.frame.FieldError;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.casework.NotAllowedException;
import io.mistnet.node.casework.StaleException;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.casework.UnknownItemException;
import java.util.List;
import java.util.Optional;

/** What the exceptions of alerts and cases are to those who asked. */
public final class DomainProblems {

    private DomainProblems() {}

    /** Empty where it is none of theirs. */
    public static Optional<Problem> of(Throwable failure) {
        if (failure instanceof RefusedChangeException refused) {
            return Optional.of(refused(refused));
        }
        if (failure instanceof InvalidRemarkException invalid) {
            return Optional.of(Problem.of(ProblemKind.UNFIT, "The comment cannot be kept.")
                    .withErrors(List.of(new FieldError("comment", String.valueOf(invalid.getMessage())))));
        }
        if (failure instanceof NoSuchAlertException || failure instanceof UnknownItemException) {
            return Optional.of(Problem.of(ProblemKind.NOT_FOUND, "There is %s.".formatted(failure.getMessage())));
        }
        if (failure instanceof StaleException) {
            return Optional.of(Problem.of(ProblemKind.STALE, "Somebody else changed it just now."));
        }
        if (failure instanceof NotAllowedException refused) {
            return Optional.of(Problem.of(ProblemKind.FORBIDDEN, reason(refused)));
        }
        if (failure instanceof UnfitEntryException unfit) {
            return Optional.of(UnfitEntries.problem(unfit));
        }
        return Optional.empty();
    }

    private static Problem refused(RefusedChangeException refused) {
        return switch (refused.reason()) {
            case STALE ->
                Problem.of(ProblemKind.STALE, "Somebody else changed it just now.")
                        .with("changes", AlertJson.history(refused.changes()));
            case CLOSED -> Problem.of(ProblemKind.CONFLICT, "The alert is closed; reopen it first.");
            case NOT_CLOSED -> Problem.of(ProblemKind.CONFLICT, "The alert is not closed.");
            case ANOTHER_OPEN ->
                Problem.of(ProblemKind.CONFLICT, "The account has another alert that is not closed; work that one.");
        };
    }

    private static String reason(NotAllowedException refused) {
        return switch (refused.reason()) {
            case ROLE -> "The roles of the token do not allow this.";
            case NOT_YOUR_CASE ->
                "The token neither owns the case nor is among those who work on it; its owner can add it.";
            case TOKEN_WITHOUT_OWNER ->
                "Nobody answers for the token, so it cannot ask for what takes two people; make one with an owner.";
            case OWN_REQUEST -> "This takes somebody else than who asked for it.";
        };
    }
}
