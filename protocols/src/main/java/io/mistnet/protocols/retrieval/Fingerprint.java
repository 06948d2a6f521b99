package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;

/** The 64 bits by which an asker recognises one record of a selector among a bucket's slots; uniform to whoever lacks the OPRF output. Never prints. */
public record Fingerprint(long bits) {

    public static final int BYTES = 8;

    /** Reads the next 8 bytes. */
    public static Fingerprint read(ByteBuffer in) {
        return new Fingerprint(in.getLong());
    }

    /** Writes 8 bytes. */
    public void write(ByteBuffer out) {
        out.putLong(bits);
    }

    /** The same 8 bytes, as data that a seal is bound to. */
    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(bits).array();
    }

    @Override
    public String toString() {
        return "Fingerprint(not shown)";
    }
}
