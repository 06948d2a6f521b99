package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeTable;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * All plaintexts of a host in native memory, in the transformed form that the scan reads: columns x rows of the parameters' single shape, 24,576 bytes each. A fresh table holds zeroes.
 *
 * <p><b>Threads.</b> Any number of {@link Answerer}s read a table together. The caller excludes them while a column is written. Closing while a thread is inside frees the memory once it has left.
 */
public final class Table implements AutoCloseable {

    private final SharedParameters shared;
    private final Kernel kernel;
    private final Handle<NativeTable> handle;

    /**
     * @param kernel the kernel of the answerers that will read the table
     * @throws IllegalStateException if this processor cannot run the kernel
     * @throws OutOfMemoryError if the machine cannot give the memory
     */
    public Table(Parameters parameters, Kernel kernel) {
        this.shared = SharedParameters.of(parameters);
        this.kernel = kernel;
        this.handle =
                Handle.create(this, () -> shared.use(lent -> Facade.new_table(lent, kernel.number())), Facade::destroy);
    }

    /**
     * Replaces one column.
     *
     * @param column the column, from 0
     * @param plaintexts direct buffer with exactly rows x {@link Parameters#plaintextBytes} bytes from position to limit, row after row; its position stays
     * @param padSeed the 32 bytes whose {@linkplain Pads pads} are XORed with the plaintexts before they are encoded
     * @throws IllegalStateException if the table is closed
     */
    public void writeColumn(int column, ByteBuffer plaintexts, byte[] padSeed) {
        Objects.checkIndex(column, parameters().single().columns());
        long bytes = (long) parameters().single().rows() * parameters().plaintextBytes();
        DirectBuffers.requireReadable("plaintexts", plaintexts, bytes);
        ByteBuffer seed = Pads.seed(padSeed);
        handle.run(table -> table.write_column(column, plaintexts, bytes, seed));
    }

    /** Native memory that the table holds. */
    public long nativeBytes() {
        return handle.use(NativeTable::native_bytes);
    }

    @Override
    public void close() {
        handle.close();
    }

    Parameters parameters() {
        return shared.value();
    }

    Kernel kernel() {
        return kernel;
    }

    Handle<NativeTable> handle() {
        return handle;
    }
}
