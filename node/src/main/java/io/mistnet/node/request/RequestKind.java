package io.mistnet.node.request;

import java.util.Arrays;
import java.util.Optional;

/** What a request asks for. Its code stands on the wire; its limits hold before memory is taken for a payload. */
public enum RequestKind {
    /** To a holder: its view of the key statement. */
    OPRF_STATEMENT(1, 1 << 10, 64 << 10, true),
    /** To a holder: evaluate blinded elements under its share. */
    OPRF_EVALUATE(2, 1 << 20, 2 << 20, false),
    /** From holder to holder: one message of the key generation. */
    OPRF_KEYGEN(3, 1 << 20, 1 << 20, false),
    /** To the host: how its table stands. */
    HOST_INFO(16, 1 << 10, 64 << 10, true),
    /** To the host: the asker's expansion keys, kept for its queries. */
    HOST_KEYS(17, 1 << 20, 1 << 10, true),
    /** To the host: one query. */
    HOST_QUERY(18, 1 << 20, 1 << 20, true),
    /** To the host: a batch of queries. */
    HOST_BATCH(19, 64 << 20, 64 << 20, true),
    /** To the host: records to insert, change or delete. */
    HOST_UPDATE(20, 64 << 20, 4 << 20, false);

    private final int code;
    private final int mostRequestBytes;
    private final int mostReplyBytes;
    private final boolean repeatable;

    RequestKind(int code, int mostRequestBytes, int mostReplyBytes, boolean repeatable) {
        this.code = code;
        this.mostRequestBytes = mostRequestBytes;
        this.mostReplyBytes = mostReplyBytes;
        this.repeatable = repeatable;
    }

    /** From 1 to 65535. */
    int code() {
        return code;
    }

    /** The longest payload of a request, in bytes. */
    public int mostRequestBytes() {
        return mostRequestBytes;
    }

    /** The longest payload of a reply, in bytes. */
    public int mostReplyBytes() {
        return mostReplyBytes;
    }

    /** Whether one that arrives twice changes and costs nothing more than one that arrives once, but for the peer's time. */
    boolean isRepeatable() {
        return repeatable;
    }

    /** Bytes of the longest request of any kind. */
    static int longest() {
        return Arrays.stream(values())
                .mapToInt(RequestKind::mostRequestBytes)
                .max()
                .orElseThrow();
    }

    static Optional<RequestKind> of(int code) {
        for (RequestKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
