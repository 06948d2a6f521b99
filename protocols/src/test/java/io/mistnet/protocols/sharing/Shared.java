package io.mistnet.protocols.sharing;

import io.mistnet.protocols.arithmetic.BitShares;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Splits known vectors into two parties' parts, and puts parts together again. */
public final class Shared {

    private static final long SEED = 20_240_065;

    private Shared() {}

    /** A session's part of a vector that the test knows. */
    public static Additive between(ComputeSession session, PartyPair holders, long... values) {
        if (!holders.has(session.me())) {
            return Additive.elsewhere(holders, values.length);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        boolean first = session.is(Party.P0) || (session.is(Party.P1) && holders == PartyPair.P12);
        long[] part = new long[values.length];
        for (int k = 0; k < part.length; k++) {
            long half = random.nextLong();
            part[k] = first ? half : values[k] - half;
        }
        return new Additive(holders, part.length, part);
    }

    /** A session's part of bits that P0 and P1 share. */
    public static BitShares bits(ComputeSession session, boolean... bits) {
        if (session.is(Party.P2)) {
            return BitShares.elsewhere(bits.length);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        long[] part = new long[BitShares.words(bits.length)];
        for (int word = 0; word < part.length; word++) {
            part[word] = random.nextLong();
        }
        for (int k = 0; k < bits.length && session.is(Party.P0); k++) {
            part[k >>> 6] ^= bits[k] ? 1L << (k & 63) : 0;
        }
        return new BitShares(bits.length, part);
    }

    /** Runs a step and opens what it gives. */
    public static long[] opened(ThreeComputeParties parties, Function<ComputeSession, Additive> step) {
        return open(parties.run(step));
    }

    public static long[] open(Map<Party, Additive> parts) {
        Additive any = parts.get(Party.P0);
        long[] sum = new long[any.rows()];
        parts.forEach((party, part) -> {
            if (part.holders() != any.holders() || part.rows() != any.rows()) {
                throw new IllegalStateException("the parties differ in where the vector lies");
            }
            if (part.holders().has(party)) {
                Words.add(sum, 0, part.part(), sum.length);
            }
        });
        return sum;
    }

    public static boolean[] openBits(Map<Party, BitShares> parts) {
        BitShares first = parts.get(Party.P0);
        BitShares second = parts.get(Party.P1);
        boolean[] bits = new boolean[first.rows()];
        for (int row = 0; row < bits.length; row++) {
            bits[row] = first.bit(row) != second.bit(row);
        }
        return bits;
    }
}
