package io.mistnet.he;

import java.nio.ByteBuffer;

/**
 * The asking side: holds a fresh secret key, which never leaves native memory, and makes queries that hide what they select.
 *
 * <p><b>Threads.</b> All methods may be called from any number of threads at once.
 */
public final class Asker implements AutoCloseable {

    /** Draws a secret key. */
    public Asker(Parameters parameters) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /**
     * Writes the expansion keys, which a host needs for every query of this asker. Each call draws a fresh seed and fresh noise.
     *
     * @param out direct buffer with exactly {@link Parameters#keyBytes} bytes from position to limit; its position stays
     */
    public void keys(ByteBuffer out) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /**
     * Writes a query for two plaintexts of one column. Every query has a fresh seed.
     *
     * @param shape the parameters' single or group shape; column and rows count from its first column and row
     * @param rowA an upper row of a block
     * @param rowB a lower row of a block
     * @param out direct buffer with exactly {@link Parameters#queryBytes} bytes from position to limit; its position stays
     */
    public void query(Shape shape, int column, int rowA, int rowB, ByteBuffer out) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /**
     * Decrypts an answer into the two plaintexts, each still under its {@linkplain Pads pad}.
     *
     * @param answer direct buffer with the host's answer from position to limit; its position stays
     * @param out direct buffer with exactly 2 x {@link Parameters#plaintextBytes} bytes from position to limit: the plaintext at row a, then the one at row b; its position stays
     * @throws MalformedInputException if the answer's length is not {@link Parameters#answerBytes}
     */
    public void open(ByteBuffer answer, ByteBuffer out) {
        throw new UnsupportedOperationException("not bound yet");
    }

    @Override
    public void close() {}
}
