package io.mistnet.he;

import java.nio.ByteBuffer;

/**
 * Public pads that make every plaintext's coefficients uniform, whatever a contributor sent: SHAKE-256(pad seed, 32 bytes | column, 32 bits little-endian | row, 32 bits little-endian), as long as the
 * plaintext.
 */
public final class Pads {

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
        throw new UnsupportedOperationException("not bound yet");
    }
}
