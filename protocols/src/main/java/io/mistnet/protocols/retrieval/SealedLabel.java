package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A label as the host keeps it: encrypted and authenticated under a label key. Its bytes are copied in and out. */
public final class SealedLabel {

    /** What sealing adds to a label. */
    public static final int TAG_BYTES = 16;

    private final byte[] bytes;

    private SealedLabel(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next bytes of a buffer, as many as the slots say. */
    public static SealedLabel read(ByteBuffer in, Slots slots) {
        byte[] bytes = new byte[slots.sealedBytes()];
        in.get(bytes);
        return new SealedLabel(bytes);
    }

    static SealedLabel of(byte[] bytes) {
        return new SealedLabel(bytes.clone());
    }

    /** Writes all bytes. */
    public void write(ByteBuffer out) {
        out.put(bytes);
    }

    /** How many bytes it has. */
    public int length() {
        return bytes.length;
    }

    byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedLabel sealed && Arrays.equals(bytes, sealed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SealedLabel(%d bytes)".formatted(bytes.length);
    }
}
