package io.mistnet.protocols.sharing;

import java.util.Arrays;

/**
 * One party's part of a vector that two parties share additively: the two parts of each word add up to it modulo 2^64.
 *
 * <p>Each part alone is uniform and independent of the vector's content. A vector of wider elements is several of these, which pass through the same steps.
 *
 * @param holders the two who hold it
 * @param rows how many words the vector has, for all three parties
 * @param part this party's part, at least {@code rows} words; empty where it is not a holder
 */
public record Additive(PartyPair holders, int rows, long[] part) {

    private static final long[] NOTHING = new long[0];

    /** What the party outside of {@code holders} has. */
    public static Additive elsewhere(PartyPair holders, int rows) {
        return new Additive(holders, rows, NOTHING);
    }

    /** A part of its own for each holder, zero until it is written; nothing for the third party. */
    public static Additive zero(ComputeSession session, PartyPair holders, int rows) {
        if (!holders.has(session.me())) {
            return elsewhere(holders, rows);
        }
        long[] part = session.pool().take(rows);
        Arrays.fill(part, 0, rows, 0);
        return new Additive(holders, rows, part);
    }

    /** Whether this party is a holder. */
    public boolean isHeld() {
        return part.length > 0;
    }

    /** The same part in an array of its own. */
    public Additive copy(ComputeSession session) {
        if (!isHeld()) {
            return this;
        }
        long[] copy = session.pool().take(rows);
        System.arraycopy(part, 0, copy, 0, rows);
        return new Additive(holders, rows, copy);
    }

    /** Gives the array back: this vector is not used again. */
    public void release(ComputeSession session) {
        if (isHeld()) {
            session.pool().give(part);
        }
    }

    /** Fails unless the vector lies where an operation wants it: a slip in a protocol's own order of steps. */
    public void requireAt(PartyPair expected) {
        if (holders != expected) {
            throw new IllegalStateException("vector at %s where %s is needed".formatted(holders, expected));
        }
    }
}
