package io.mistnet.node.window;

import java.nio.ByteBuffer;

/**
 * Transfers of one pair, added up.
 *
 * @param amount their sum in minor units
 * @param count how many they are
 * @param justBelow how many of them lie just below the reporting threshold
 */
record Tally(long amount, int count, int justBelow) {

    static final Tally NONE = new Tally(0, 0, 0);

    private static final int BYTES = Long.BYTES + 2 * Integer.BYTES;

    /** @throws ArithmeticException if a sum does not fit */
    Tally plus(Tally more) {
        return new Tally(
                Math.addExact(amount, more.amount),
                Math.addExact(count, more.count),
                Math.addExact(justBelow, more.justBelow));
    }

    Tally negated() {
        return new Tally(-amount, -count, -justBelow);
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(amount)
                .putInt(count)
                .putInt(justBelow)
                .array();
    }

    static Tally decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Tally(in.getLong(), in.getInt(), in.getInt());
    }
}
