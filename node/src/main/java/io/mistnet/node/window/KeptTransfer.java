package io.mistnet.node.window;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One transfer as it lies on disk, under its bucket and then its reference.
 *
 * @param uetr its reference
 * @param debtor the payer's id
 * @param creditor the payee's id
 * @param amount in minor units
 * @param settledAt in milliseconds since 1970
 */
record KeptTransfer(UUID uetr, int debtor, int creditor, long amount, long settledAt) {

    private static final int VALUE_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    static byte[] uetrKey(UUID uetr) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uetr.getMostSignificantBits())
                .putLong(uetr.getLeastSignificantBits())
                .array();
    }

    static byte[] uetrOfKey(byte[] key) {
        byte[] uetr = new byte[2 * Long.BYTES];
        System.arraycopy(key, Long.BYTES, uetr, 0, uetr.length);
        return uetr;
    }

    byte[] key(long bucket) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(bucket)
                .putLong(uetr.getMostSignificantBits())
                .putLong(uetr.getLeastSignificantBits())
                .array();
    }

    byte[] value() {
        return ByteBuffer.allocate(VALUE_BYTES)
                .putInt(debtor)
                .putInt(creditor)
                .putLong(amount)
                .putLong(settledAt)
                .array();
    }

    static KeptTransfer decode(byte[] key, byte[] value) {
        ByteBuffer reference = ByteBuffer.wrap(key, Long.BYTES, 2 * Long.BYTES);
        ByteBuffer in = ByteBuffer.wrap(value);
        return new KeptTransfer(
                new UUID(reference.getLong(), reference.getLong()),
                in.getInt(),
                in.getInt(),
                in.getLong(),
                in.getLong());
    }
}
