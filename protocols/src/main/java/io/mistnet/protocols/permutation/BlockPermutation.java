package io.mistnet.protocols.permutation;

import java.util.List;

/** Permutations of neighbouring blocks of rows, one for each bank. No row leaves its block, whatever a bank dealt. */
public final class BlockPermutation implements Gather {

    private final List<Permutation> blocks;
    private final int[] starts;

    public BlockPermutation(List<Permutation> blocks) {
        this.blocks = List.copyOf(blocks);
        this.starts = new int[blocks.size() + 1];
        for (int b = 0; b < blocks.size(); b++) {
            starts[b + 1] = starts[b] + blocks.get(b).rows();
        }
    }

    @Override
    public int rows() {
        return starts[starts.length - 1];
    }

    @Override
    public void gather(long[] from, int first, int count, long[] to, int offset) {
        for (int b = 0; b < blocks.size(); b++) {
            int begin = Math.max(first, starts[b]);
            int end = Math.min(first + count, starts[b + 1]);
            if (begin < end) {
                gatherWithin(b, from, begin, end, to, offset + begin - first);
            }
        }
    }

    private void gatherWithin(int block, long[] from, int begin, int end, long[] to, int offset) {
        int[] index = blocks.get(block).index();
        int start = starts[block];
        for (int row = begin; row < end; row++) {
            to[offset + row - begin] = from[start + index[row - start]];
        }
    }
}
