package io.mistnet.protocols.matching;

import io.mistnet.protocols.sharing.RandomWords;

/**
 * A keyed hash of 128-bit tags to 32 bits: the exclusive or of a random number for each of the tag's bytes.
 *
 * <p>Banks choose their tags. Whatever they choose, looking one up takes constant time in expectation over the keys. A multiplication by random odd keys would not do: some differences of tags vanish under
 * every odd key.
 *
 * @see <a href="https://doi.org/10.1145/2220357.2220361">Pătraşcu, Thorup, The Power of Simple Tabulation Hashing</a>
 */
final class TagHash {

    private static final int VALUES = 1 << Byte.SIZE;

    private final long[] numbers;

    /** @param keys words that no bank knows */
    TagHash(RandomWords keys) {
        numbers = keys.next(Long.BYTES * VALUES);
    }

    /** A low byte takes the lower half of its number, the high one at the same place the upper half of its own. */
    int of(long low, long high) {
        long lows = 0;
        long highs = 0;
        for (int k = 0; k < Long.BYTES; k++) {
            lows ^= numbers[k * VALUES + (int) (low >>> (Byte.SIZE * k) & 0xff)];
            highs ^= numbers[k * VALUES + (int) (high >>> (Byte.SIZE * k) & 0xff)];
        }
        return (int) lows ^ (int) (highs >>> 32);
    }
}
