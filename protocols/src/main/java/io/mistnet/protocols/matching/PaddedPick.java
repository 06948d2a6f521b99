package io.mistnet.protocols.matching;

import io.mistnet.protocols.permutation.Gather;

/**
 * Picks rows of a vector of {@code limit} rows that is thought of as followed, and preceded, by zeros.
 *
 * @param index for every row of the result the row that it takes; any number outside of [0, limit) takes a zero
 * @param rows how many entries of {@code index} count
 */
record PaddedPick(int[] index, int rows, int limit) implements Gather {

    @Override
    public void gather(long[] from, int first, int count, long[] to, int offset) {
        for (int k = 0; k < count; k++) {
            int row = index[first + k];
            to[offset + k] = row >= 0 && row < limit ? from[row] : 0;
        }
    }
}
