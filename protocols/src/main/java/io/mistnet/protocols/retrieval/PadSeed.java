package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The 32 public bytes of which the pads of one batch of updates are made. The host draws them after it has received the batch, so that no contributor can choose bytes against the pads. */
public final class PadSeed {

    public static final int BYTES = 32;

    private final byte[] bytes;

    private PadSeed(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A seed of 32 bytes, which are copied. */
    public static PadSeed of(byte[] bytes) {
        SelectorTags.requireLength("pad seed", bytes, BYTES);
        return new PadSeed(bytes.clone());
    }

    /** Reads the next 32 bytes. */
    public static PadSeed read(ByteBuffer in) {
        byte[] bytes = new byte[BYTES];
        in.get(bytes);
        return new PadSeed(bytes);
    }

    /** Writes 32 bytes. */
    public void write(ByteBuffer out) {
        out.put(bytes);
    }

    /** Its bytes, in an array of their own. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes of the one seed where the mask is all ones, of the other where it is zero; which one shows neither in time nor in memory accesses. */
    static byte[] select(int mask, PadSeed ones, PadSeed zeros) {
        byte[] selected = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            selected[i] = (byte) (ones.bytes[i] & mask | zeros.bytes[i] & ~mask);
        }
        return selected;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PadSeed seed && Arrays.equals(bytes, seed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
