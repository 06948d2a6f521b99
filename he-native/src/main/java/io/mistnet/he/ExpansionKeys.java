package io.mistnet.he;

import java.nio.ByteBuffer;

/**
 * One asker's Galois keys, checked and made ready for the host's expansion of that asker's queries. Keys that are well-formed but wrong garble only the answers to their own asker.
 *
 * <p><b>Threads.</b> May be used by any number of {@link Answerer}s at once.
 */
public final class ExpansionKeys implements AutoCloseable {

    /**
     * @param message direct buffer with the bytes that {@link Asker#keys} wrote, from position to limit; its position stays, and nothing keeps it
     * @throws MalformedInputException if the length is not {@link Parameters#keyBytes} or a residue is not below its prime
     */
    public ExpansionKeys(Parameters parameters, ByteBuffer message) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /** Native memory that the keys hold. */
    public long nativeBytes() {
        throw new UnsupportedOperationException("not bound yet");
    }

    @Override
    public void close() {}
}
