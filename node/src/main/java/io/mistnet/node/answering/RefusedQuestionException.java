package io.mistnet.node.answering;

import io.mistnet.he.MalformedInputException;
import java.time.Duration;

/** The host does not answer, for a reason that the asker may know. The message says what to do. */
public final class RefusedQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Too many wait already. */
        BUSY,
        /** The asker has asked as much as it may for now. */
        QUOTA,
        /** The host holds no such keys of this asker. */
        UNKNOWN_KEYS,
        /** The host holds no table of this key epoch. */
        UNKNOWN_KEY_EPOCH,
        /** The bytes are not what the network's parameters prescribe. */
        MALFORMED,
        /** No answer in time. */
        DEADLINE,
        /** The host is being stopped. */
        CLOSED
    }

    private final Reason reason;
    private final Duration retryAfter;

    private RefusedQuestionException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    static RefusedQuestionException busy(int waiting, Duration retryAfter) {
        return new RefusedQuestionException(
                Reason.BUSY,
                "busy: %d questions wait; retry in %d ms".formatted(waiting, retryAfter.toMillis()),
                retryAfter);
    }

    static RefusedQuestionException batchesBusy(Duration retryAfter) {
        return new RefusedQuestionException(
                Reason.BUSY,
                "busy: as many batches run as may at once, or one of yours; retry in %d ms"
                        .formatted(retryAfter.toMillis()),
                retryAfter);
    }

    static RefusedQuestionException quota(String what, int perHour, Duration retryAfter) {
        return new RefusedQuestionException(
                Reason.QUOTA,
                "quota: %d %s an hour are used up; retry in %d s".formatted(perHour, what, retryAfter.toSeconds() + 1),
                retryAfter);
    }

    static RefusedQuestionException unknownKeys(KeyId id) {
        return new RefusedQuestionException(
                Reason.UNKNOWN_KEYS, "unknown keys %s: upload them again".formatted(id), Duration.ZERO);
    }

    static RefusedQuestionException unknownKeyEpoch(int keyEpoch, Iterable<Integer> served) {
        return new RefusedQuestionException(
                Reason.UNKNOWN_KEY_EPOCH,
                "no table of key epoch %d; the host serves %s".formatted(keyEpoch, served),
                Duration.ZERO);
    }

    static RefusedQuestionException malformed(String what) {
        return new RefusedQuestionException(Reason.MALFORMED, what, Duration.ZERO);
    }

    static RefusedQuestionException malformed(MalformedInputException e) {
        return malformed(String.valueOf(e.getMessage()));
    }

    static RefusedQuestionException deadline() {
        return new RefusedQuestionException(
                Reason.DEADLINE, "no answer before the deadline; retry, or allow more time", Duration.ZERO);
    }

    static RefusedQuestionException closed() {
        return new RefusedQuestionException(Reason.CLOSED, "the host is being stopped; retry later", Duration.ZERO);
    }

    public Reason reason() {
        return reason;
    }

    /** After which time another attempt makes sense; zero where waiting changes nothing. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
