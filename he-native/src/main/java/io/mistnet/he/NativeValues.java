package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeParameters;
import io.mistnet.he.facade.NativeShape;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lends the native form of a value for the length of one call. */
final class NativeValues {

    private NativeValues() {}

    static void withShape(Shape shape, Consumer<NativeShape> call) {
        NativeShape lent = of(shape);
        try {
            call.accept(lent);
        } finally {
            Facade.destroy(lent);
        }
    }

    static <R> R withParameters(Parameters parameters, Function<NativeParameters, R> call) {
        NativeShape single = of(parameters.single());
        NativeShape group = of(parameters.group());
        try {
            NativeParameters lent = Facade.new_parameters(
                    parameters.plainBits(),
                    parameters.c0Extra(),
                    parameters.c1Extra(),
                    parameters.levels(),
                    single,
                    group);
            try {
                return call.apply(lent);
            } finally {
                Facade.destroy(lent);
            }
        } finally {
            Facade.destroy(group);
            Facade.destroy(single);
        }
    }

    private static NativeShape of(Shape shape) {
        return Facade.new_shape(shape.columns(), shape.rows(), shape.blocks(), shape.ciphertexts());
    }
}
