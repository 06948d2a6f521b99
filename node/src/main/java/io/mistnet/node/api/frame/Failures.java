package io.mistnet.node.api.frame;

import io.mistnet.node.relational.DatabaseAwayException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failures are to those who asked. What is not known here or to the domain is logged, and nothing of it is told. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Function<Throwable, Optional<Problem>> domain;

    /** @param domain the problems of the domain's own exceptions */
    Failures(Function<Throwable, Optional<Problem>> domain) {
        this.domain = domain;
    }

    /** Whether it is known that nothing was done. */
    boolean didNothing(Throwable failure) {
        return known(failure).filter(problem -> problem.kind().isCallers()).isPresent();
    }

    Problem problem(Throwable failure) {
        return known(failure).orElseGet(() -> unknown(failure));
    }

    private Optional<Problem> known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Problem> known = ofOne(cause);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    private static Problem unknown(Throwable failure) {
        LOG.error("a request of the API failed", failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException) {
                return unavailable("What was asked for cannot be read or written down.");
            }
        }
        return Problem.of(ProblemKind.FAILED, "The node failed; its log says why.");
    }

    private Optional<Problem> ofOne(Throwable cause) {
        if (cause instanceof ProblemException problem) {
            return Optional.of(problem.problem());
        }
        if (cause instanceof DatabaseAwayException) {
            return Optional.of(unavailable("The database does not answer."));
        }
        if (cause instanceof RejectedExecutionException) {
            return Optional.of(unavailable("Too many requests wait."));
        }
        return domain.apply(cause);
    }

    private static Problem unavailable(String detail) {
        return Problem.of(ProblemKind.UNAVAILABLE, detail).withHeader("Retry-After", "5");
    }
}
