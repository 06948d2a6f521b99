package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeShape;

/** The native form of a shape, for the length of one call. */
final class LentShape implements AutoCloseable {

    private final NativeShape pointer;

    LentShape(Shape shape) {
        this.pointer = Facade.new_shape(shape.columns(), shape.rows(), shape.blocks(), shape.ciphertexts());
    }

    NativeShape pointer() {
        return pointer;
    }

    @Override
    public void close() {
        Facade.destroy(pointer);
    }
}
