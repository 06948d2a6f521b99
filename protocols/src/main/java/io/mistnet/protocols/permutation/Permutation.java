package io.mistnet.protocols.permutation;

import io.mistnet.protocols.sharing.RandomWords;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A permutation of rows that its holder knows. Row k of the result is row {@code p[k]} of the source.
 *
 * @param index the list p; not to be changed
 */
public record Permutation(int[] index) implements Gather {

    /** A uniform one, drawn by Fisher and Yates' shuffle from the words. */
    public static Permutation random(int rows, RandomWords words) {
        int[] index = identityIndex(rows);
        for (int k = rows - 1; k > 0; k--) {
            int other = words.below(k + 1);
            int swapped = index[k];
            index[k] = index[other];
            index[other] = swapped;
        }
        return new Permutation(index);
    }

    /** Whether the list names every row exactly once. */
    public static boolean isPermutation(int[] index) {
        BitSet seen = new BitSet(index.length);
        for (int row : index) {
            if (row < 0 || row >= index.length || seen.get(row)) {
                return false;
            }
            seen.set(row);
        }
        return true;
    }

    public Permutation inverse() {
        int[] inverse = new int[index.length];
        for (int k = 0; k < index.length; k++) {
            inverse[index[k]] = k;
        }
        return new Permutation(inverse);
    }

    /** This one first, then {@code next}: row k of the result is row {@code p[next[k]]}. */
    public Permutation then(Permutation next) {
        int[] composed = new int[index.length];
        for (int k = 0; k < composed.length; k++) {
            composed[k] = index[next.index[k]];
        }
        return new Permutation(composed);
    }

    @Override
    public int rows() {
        return index.length;
    }

    @Override
    public void gather(long[] from, int first, int count, long[] to, int offset) {
        for (int k = 0; k < count; k++) {
            to[offset + k] = from[index[first + k]];
        }
    }

    private static int[] identityIndex(int rows) {
        int[] index = new int[rows];
        Arrays.setAll(index, k -> k);
        return index;
    }
}
