package io.mistnet.node.trace;

import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.EpochId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trace of one attempt at an epoch. Every institution derives it from what all of them know, so that their spans join without anything more on the wire.
 *
 * @param traceId 32 hexadecimal digits
 * @param rootSpanId 16 hexadecimal digits: the span of the coordinator, which all others have as parent
 */
record AttemptTrace(String traceId, String rootSpanId) {

    private static final byte[] PURPOSE = "mistnet attempt trace 1".getBytes(StandardCharsets.US_ASCII);
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    static AttemptTrace of(Sha256 network, EpochId id) {
        ByteBuffer attempt = ByteBuffer.allocate(PURPOSE.length + Sha256.BYTES + Long.BYTES + Integer.BYTES)
                .put(PURPOSE)
                .put(network.bytes())
                .putLong(id.epoch())
                .putInt(id.attempt());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(attempt.array());
            HexFormat hex = HexFormat.of();
            return new AttemptTrace(
                    hex.formatHex(digest, 0, TRACE_BYTES),
                    hex.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
