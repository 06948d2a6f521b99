package io.mistnet.node.intelligence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A digest of a set of rows in any order: the sum modulo 2^256 of the rows' SHA-256, and their number. It can be kept up to date row by row. Finds rows that were lost or changed by accident; whoever
 * can write to the disk could compute it anew.
 */
final class RowSum {

    static final int BYTES = 5 * Long.BYTES;

    private static final int LIMBS = 4;

    private final MessageDigest sha256 = sha256();
    private final long[] sum = new long[LIMBS];
    private long count;

    RowSum() {}

    RowSum(RowSum other) {
        System.arraycopy(other.sum, 0, sum, 0, LIMBS);
        count = other.count;
    }

    static RowSum read(ByteBuffer in) {
        RowSum read = new RowSum();
        read.count = in.getLong();
        for (int i = 0; i < LIMBS; i++) {
            read.sum[i] = in.getLong();
        }
        return read;
    }

    void write(ByteBuffer out) {
        out.putLong(count);
        for (long limb : sum) {
            out.putLong(limb);
        }
    }

    long count() {
        return count;
    }

    /** Keys all have the same length, so that a row's bytes say where its value begins. */
    void add(byte[] key, byte[] value) {
        long[] row = hash(key, value);
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long partial = sum[i] + row[i];
            long total = partial + carry;
            carry = Long.compareUnsigned(partial, row[i]) < 0 || Long.compareUnsigned(total, carry) < 0 ? 1 : 0;
            sum[i] = total;
        }
        count++;
    }

    void subtract(byte[] key, byte[] value) {
        long[] row = hash(key, value);
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long partial = sum[i] - row[i];
            long total = partial - borrow;
            borrow = Long.compareUnsigned(sum[i], row[i]) < 0 || Long.compareUnsigned(partial, borrow) < 0 ? 1 : 0;
            sum[i] = total;
        }
        count--;
    }

    private long[] hash(byte[] key, byte[] value) {
        sha256.update(key);
        long[] limbs = new long[LIMBS];
        ByteBuffer.wrap(sha256.digest(value))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(limbs);
        return limbs;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSum that && count == that.count && Arrays.equals(sum, that.sum);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sum);
    }
}
