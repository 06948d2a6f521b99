package io.mistnet.node.window;

import java.nio.ByteBuffer;

/**
 * One row of the window on disk: a pair of accounts in one bucket of settlement times. The bucket comes first in the key, so that the rows which
 * enter or leave a moving window, and those that expire, are neighbours.
 *
 * @param bucket start of the bucket in milliseconds since 1970, not negative
 * @param debtor the payer's id
 * @param creditor the payee's id
 */
record PairBucket(long bucket, int debtor, int creditor) {

    private static final int BYTES = Long.BYTES + 2 * Integer.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(bucket)
                .putInt(debtor)
                .putInt(creditor)
                .array();
    }

    static PairBucket decode(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return new PairBucket(in.getLong(), in.getInt(), in.getInt());
    }

    /** The key before all rows of this bucket and of later ones. */
    static byte[] firstKey(long bucket) {
        return ByteBuffer.allocate(Long.BYTES).putLong(bucket).array();
    }
}
