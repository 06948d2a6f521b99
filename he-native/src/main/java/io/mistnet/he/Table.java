package io.mistnet.he;

import java.nio.ByteBuffer;

/**
 * All plaintexts of a host in native memory, in the transformed form that the scan reads: columns x rows of the parameters' single shape, 24,576 bytes each. A fresh table holds unspecified plaintexts:
 * write every column before the first question.
 *
 * <p><b>Threads.</b> Any number of {@link Answerer}s read a table together. The caller excludes them while a column is written. Closing while a thread is inside frees the memory once it has left.
 */
public final class Table implements AutoCloseable {

    /**
     * @throws OutOfMemoryError if the machine cannot give the memory; the message says how much was asked for
     */
    public Table(Parameters parameters, Kernel kernel) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /**
     * Replaces one column.
     *
     * @param column the column, from 0
     * @param plaintexts direct buffer with exactly rows x {@link Parameters#plaintextBytes} bytes from position to limit, row after row; its position stays
     * @param padSeed the 32 bytes whose {@linkplain Pads pads} are XORed with the plaintexts before they are encoded
     */
    public void writeColumn(int column, ByteBuffer plaintexts, byte[] padSeed) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /** Native memory that the table holds. */
    public long nativeBytes() {
        throw new UnsupportedOperationException("not bound yet");
    }

    @Override
    public void close() {}
}
