package io.mistnet.node.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a server says to a request.
 *
 * @param outcome how it ended
 * @param retryAfter when to ask again, where the server is busy
 * @param payload the answer, or the reason in UTF-8
 */
record Reply(Outcome outcome, Duration retryAfter, byte[] payload) {

    /** The longest reason, in bytes. */
    static final int MOST_REASON_BYTES = 1 << 10;

    static Reply answered(byte[] payload) {
        return new Reply(Outcome.ANSWERED, Duration.ZERO, payload);
    }

    static Reply busy(Duration retryAfter) {
        return new Reply(Outcome.BUSY, retryAfter, new byte[0]);
    }

    static Reply not(Outcome outcome, String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return new Reply(outcome, Duration.ZERO, Arrays.copyOf(bytes, Math.min(bytes.length, MOST_REASON_BYTES)));
    }

    FrameHeader header(long id) {
        return new FrameHeader(outcome.code(), id, (int) retryAfter.toMillis(), payload.length);
    }
}
