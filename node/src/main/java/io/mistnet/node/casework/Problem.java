package io.mistnet.node.casework;

/**
 * What is wrong with something that somebody filled in.
 *
 * @param kind what
 * @param limit the largest that is taken, or the line that is wrong; 0 where the kind has none
 * @param detail more words, of a check that has its own; may be empty
 */
public record Problem(Kind kind, long limit, String detail) {

    /** Kinds of problems. */
    public enum Kind {
        MISSING,
        TOO_LONG,
        /** Characters that cannot be seen, or more than one line. */
        UNSEEN,
        NO_NUMBER,
        /** Fewer days than the institution keeps every case. */
        TOO_SHORT,
        /** Fewer days than before, which those who work on a case do not decide. */
        SHORTENED,
        TAKEN,
        UNKNOWN,
        CLOSED,
        EXPIRED,
        /** It is about something else than what is asked for. */
        OTHER,
        /** A file that is no text. */
        NO_TEXT,
        /** A file that is not in UTF-8 from a line on. */
        NO_UTF8,
        /** A file that is no CSV from a line on. */
        NO_CSV,
        TOO_MANY_LINES,
        /** Lines of a file name no selector, and nobody said to leave them out. */
        BAD_LINES,
        /** No line of a file names a selector. */
        NO_SELECTORS,
        UNFIT
    }

    static Problem of(Kind kind) {
        return new Problem(kind, 0, "");
    }

    static Problem of(Kind kind, long limit) {
        return new Problem(kind, limit, "");
    }

    /** A problem in the words of a check. */
    public static Problem unfit(String detail) {
        return new Problem(Kind.UNFIT, 0, detail);
    }
}
