package io.mistnet.node.oprf;

/** One holder gave no answer of use. The message says why, without naming the holder. */
final class HolderFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to make of it. */
    enum Kind {
        /** Not reached, too slow, too busy or broken: another time it may answer. */
        AWAY,
        /** No answer in the usual time; it may still come. */
        SLOW,
        /** It does not answer this request, and gives a reason. */
        REFUSED,
        /** It has no share of this key epoch and generation. */
        OTHER_GENERATION,
        /** It answered what no honest holder answers. */
        DEVIATED
    }

    private final Kind kind;

    HolderFailedException(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
