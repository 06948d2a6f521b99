package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import java.nio.ByteBuffer;

/**
 * Public pads that make every plaintext's coefficients uniform, whatever a contributor sent: SHAKE-256(pad seed, 32 bytes | column, 32 bits little-endian | row, 32 bits little-endian), as long as the
 * plaintext.
 */
public final class Pads {

    /** Bytes of a pad seed. */
    public static final int SEED_BYTES = 32;

    static {
        NativeLibrary.load();
    }

    private Pads() {}

    /**
     * XORs the pad of one plaintext with the bytes from position to limit, in place.
     *
     * @param padSeed 32 bytes
     * @param column the table's column
     * @param row the table's row
     * @param inOut direct buffer; its position stays
     */
    public static void xor(byte[] padSeed, int column, int row, ByteBuffer inOut) {
        DirectBuffers.requireWritable("buffer", inOut, inOut.remaining());
        ByteBuffer seed = seed(padSeed);
        NativeErrors.run(() -> Facade.xor_pad(seed, column, row, inOut, inOut.remaining()));
    }

    /** A direct copy of a seed of the right length. */
    static ByteBuffer seed(byte[] padSeed) {
        if (padSeed.length != SEED_BYTES) {
            throw new IllegalArgumentException("pad seed must have 32 bytes, not " + padSeed.length);
        }
        return ByteBuffer.allocateDirect(SEED_BYTES).put(padSeed).flip();
    }
}
