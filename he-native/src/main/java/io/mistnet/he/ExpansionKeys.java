package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeExpansionKeys;
import java.nio.ByteBuffer;

/**
 * One asker's Galois keys, checked and made ready for the host's expansion of that asker's queries. Keys that are well-formed but wrong garble only the answers to their own asker.
 *
 * <p><b>Threads.</b> May be used by any number of {@link Answerer}s at once.
 */
public final class ExpansionKeys implements AutoCloseable {

    private final SharedParameters shared;
    private final Handle<NativeExpansionKeys> handle;

    /**
     * @param message direct buffer with the bytes that {@link Asker#keys} wrote, from position to limit; its position stays, and nothing keeps it
     * @throws MalformedInputException if the length is not {@link Parameters#keyBytes} or a residue is not below its prime
     */
    public ExpansionKeys(Parameters parameters, ByteBuffer message) {
        DirectBuffers.requireDirect("message", message);
        this.shared = SharedParameters.of(parameters);
        this.handle = Handle.create(
                this,
                () -> shared.use(
                        lent -> NativeErrors.received(0, () -> Facade.new_keys(lent, message, message.remaining()))),
                Facade::destroy);
    }

    /** Native memory that the keys hold. */
    public long nativeBytes() {
        return handle.use(NativeExpansionKeys::native_bytes);
    }

    @Override
    public void close() {
        handle.close();
    }

    Parameters parameters() {
        return shared.value();
    }

    Handle<NativeExpansionKeys> handle() {
        return handle;
    }
}
