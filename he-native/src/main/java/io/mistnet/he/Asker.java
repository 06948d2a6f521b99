package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeAsker;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The asking side: holds a fresh secret key, which never leaves native memory, and makes queries that hide what they select.
 *
 * <p><b>Threads.</b> All methods may be called from any number of threads at once.
 */
public final class Asker implements AutoCloseable {

    private final SharedParameters shared;
    private final Handle<NativeAsker> handle;

    /** Draws a secret key. */
    public Asker(Parameters parameters) {
        this.shared = SharedParameters.of(parameters);
        this.handle = Handle.create(this, () -> shared.use(Facade::new_asker), Facade::destroy);
    }

    /**
     * Writes the expansion keys, which a host needs for every query of this asker. Each call draws a fresh seed and fresh noise.
     *
     * @param out direct buffer with exactly {@link Parameters#keyBytes} bytes from position to limit; its position stays
     */
    public void keys(ByteBuffer out) {
        DirectBuffers.requireWritable("keys", out, parameters().keyBytes());
        handle.run(asker -> asker.keys(out, out.remaining()));
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
        parameters().requireKnown(shape);
        Objects.checkIndex(column, shape.columns());
        if (!shape.isUpper(Objects.checkIndex(rowA, shape.rows()))) {
            throw new IllegalArgumentException("row a is not in the upper half of its block");
        }
        if (shape.isUpper(Objects.checkIndex(rowB, shape.rows()))) {
            throw new IllegalArgumentException("row b is not in the lower half of its block");
        }
        DirectBuffers.requireWritable("query", out, parameters().queryBytes(shape));
        try (LentShape lent = new LentShape(shape)) {
            handle.run(asker -> asker.query(lent.pointer(), column, rowA, rowB, out, out.remaining()));
        }
    }

    /**
     * Decrypts an answer into the two plaintexts, each still under its {@linkplain Pads pad}.
     *
     * @param answer direct buffer with the host's answer from position to limit; its position stays
     * @param out direct buffer with exactly 2 x {@link Parameters#plaintextBytes} bytes from position to limit: the plaintext at row a, then the one at row b; its position stays
     * @throws MalformedInputException if the answer's length is not {@link Parameters#answerBytes}
     */
    public void open(ByteBuffer answer, ByteBuffer out) {
        DirectBuffers.requireDirect("answer", answer);
        DirectBuffers.requireWritable("plaintexts", out, 2L * parameters().plaintextBytes());
        handle.run(
                asker -> NativeErrors.receive(0, () -> asker.open(answer, answer.remaining(), out, out.remaining())));
    }

    @Override
    public void close() {
        handle.close();
    }

    private Parameters parameters() {
        return shared.value();
    }
}
