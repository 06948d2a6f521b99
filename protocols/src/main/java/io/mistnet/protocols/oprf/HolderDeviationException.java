package io.mistnet.protocols.oprf;

/**
 * Thrown if and only if a holder answered what an honest holder never answers. Its answer is worthless: ask another holder. Names the holder and what
 * was wrong; never a value.
 */
public final class HolderDeviationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int holder;

    HolderDeviationException(int holder, String reason) {
        super("holder " + holder + ": " + reason);
        this.holder = holder;
    }

    /** Its index, from 1. */
    public int holder() {
        return holder;
    }
}
