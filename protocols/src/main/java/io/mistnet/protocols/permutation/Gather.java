package io.mistnet.protocols.permutation;

/** Picks rows: row k of the result is row {@code p[k]} of the source. */
public interface Gather {

    /** Rows of the result. */
    int rows();

    /** Writes rows {@code first} to {@code first + count - 1} of the result to {@code to} from {@code offset} on. */
    void gather(long[] from, int first, int count, long[] to, int offset);

    /** Leaves every row where it is. */
    static Gather identity(int rows) {
        return new Gather() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public void gather(long[] from, int first, int count, long[] to, int offset) {
                System.arraycopy(from, first, to, offset, count);
            }
        };
    }

    /** A list that this party does not know; it takes part in a step only by knowing how many rows there are. */
    static Gather unknown(int rows) {
        return new Gather() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public void gather(long[] from, int first, int count, long[] to, int offset) {
                throw new IllegalStateException("a permutation's segment that this party does not know");
            }
        };
    }
}
