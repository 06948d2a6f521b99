package io.mistnet.node.intelligence;

import java.nio.ByteBuffer;

/** A batch's name: 16 random bytes that its contributor drew, the same whenever it sends the batch again. */
public record BatchId(long high, long low) {

    public static final int BYTES = 16;

    /** Reads the next 16 bytes. */
    public static BatchId read(ByteBuffer in) {
        return new BatchId(in.getLong(), in.getLong());
    }

    /** Writes 16 bytes. */
    public void write(ByteBuffer out) {
        out.putLong(high).putLong(low);
    }
}
