package io.mistnet.he;

/** Bytes from a peer that are not what the pinned parameters prescribe: another length, or a residue that is not below its prime. The message says which. */
public final class MalformedInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedInputException(String reason) {
        super(reason);
    }
}
