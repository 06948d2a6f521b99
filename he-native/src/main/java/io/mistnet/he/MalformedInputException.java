package io.mistnet.he;

/** Bytes from a peer that are not what the pinned parameters prescribe: another length, or a residue that is not below its prime. The message says which. */
public final class MalformedInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int question;

    MalformedInputException(int question, String reason, Throwable cause) {
        super(reason, cause);
        this.question = question;
    }

    /** Which of the questions of one call has the malformed query, counted from 0; 0 for any other input. */
    public int question() {
        return question;
    }
}
