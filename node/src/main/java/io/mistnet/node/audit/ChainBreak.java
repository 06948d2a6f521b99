package io.mistnet.node.audit;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The first place at which a log is not what was written.
 *
 * @param kind how it was changed
 * @param file in which file
 * @param line in which line, from 1 on
 * @param explanation what does not fit
 */
public record ChainBreak(Kind kind, Path file, long line, String explanation) {

    /** How a log can have been changed. */
    public enum Kind {
        /** A line has other bytes than when it was written. */
        EDITED,
        /** Lines are missing. */
        REMOVED,
        /** Lines are in another order. */
        REORDERED,
        /** A number stands twice. */
        DUPLICATE,
        /** The end is missing. */
        TRUNCATED,
        /** A head's signature is not the institution's. */
        FORGED_HEAD,
        /** Signed heads are missing. */
        HEAD_MISSING
    }

    /** The kind as it stands in reports. */
    public String id() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return "%s, line %d: %s: %s".formatted(file, line, id(), explanation);
    }
}
