package io.mistnet.protocols.propagation;

/**
 * How large one bank's block is: what the compute parties learn of a bank's size.
 *
 * @param accounts its accounts, padded
 * @param outgoing its outgoing pairs, padded
 * @param incoming its incoming pairs, padded
 */
public record BlockSizes(int accounts, int outgoing, int incoming) {

    /** Rows that a block may have in either order, so that sums of a block's weights stay below 2^63. */
    public static final int MOST_ROWS = 1 << 27;

    private static final int SMALLEST = 8;

    public BlockSizes {
        if (!isClass(accounts)
                || !isClass(outgoing)
                || !isClass(incoming)
                || accounts + (long) Math.max(outgoing, incoming) > MOST_ROWS) {
            throw new IllegalArgumentException("not a block's sizes: %d accounts, %d outgoing, %d incoming pairs"
                    .formatted(accounts, outgoing, incoming));
        }
    }

    public static BlockSizes of(Ledger ledger) {
        return new BlockSizes(
                classOf(ledger.accounts()),
                classOf(ledger.outgoing().size()),
                classOf(ledger.incoming().size()));
    }

    /** Rows of the block in S order: each account followed by its outgoing pairs. */
    public int senderRows() {
        return accounts + outgoing;
    }

    /** Rows of the block in D order: each account after its incoming pairs. */
    public int receiverRows() {
        return accounts + incoming;
    }

    /** The smallest size class of at least {@code count}: (8 + j) 2^k with j below 8, so that padding adds at most an eighth. */
    static int classOf(int count) {
        if (count <= SMALLEST) {
            return SMALLEST;
        }
        int shift = Math.max(0, 28 - Integer.numberOfLeadingZeros(count - 1));
        return Math.toIntExact((((long) count + (1L << shift) - 1) >> shift) << shift);
    }

    private static boolean isClass(int size) {
        return size >= SMALLEST && size <= MOST_ROWS && classOf(size) == size;
    }
}
