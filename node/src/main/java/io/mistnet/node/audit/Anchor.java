package io.mistnet.node.audit;

import io.mistnet.node.network.Sha256;

/**
 * A line that the log is known to have: its number and its hash. The node logs one with every signed head; kept elsewhere, it shows a log that was cut
 * back to an older head, or written anew by somebody with the institution's key.
 *
 * @param sequence the line's number
 * @param hash the line's SHA-256
 */
public record Anchor(long sequence, Sha256 hash) {

    /** Reads {@code number:hash}. */
    public static Anchor parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !text.substring(0, colon).matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("expected the number of a line, a colon and its SHA-256");
        }
        return new Anchor(Long.parseLong(text.substring(0, colon)), new Sha256(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
