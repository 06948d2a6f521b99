package io.mistnet.protocols.sharing;

/** Element by element arithmetic modulo 2^64 on arrays. */
public final class Words {

    private Words() {}

    /** Adds {@code count} words to {@code target} from {@code offset} on. */
    public static void add(long[] target, int offset, long[] words, int count) {
        for (int k = 0; k < count; k++) {
            target[offset + k] += words[k];
        }
    }

    /** Takes {@code count} words off {@code target} from {@code offset} on. */
    public static void subtract(long[] target, int offset, long[] words, int count) {
        for (int k = 0; k < count; k++) {
            target[offset + k] -= words[k];
        }
    }
}
