package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeParameters;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * The native form of a parameter set with SEAL's precomputed tables, shared by all that use the same set: to build it takes longer than to check an asker's keys. It ends with its last user.
 */
final class SharedParameters {

    private static final Map<Parameters, WeakReference<SharedParameters>> IN_USE = new WeakHashMap<>();

    private final Parameters value;
    private final Handle<NativeParameters> handle;

    private SharedParameters(Parameters value) {
        this.value = value;
        this.handle = Handle.create(this, () -> build(value), Facade::destroy);
    }

    static SharedParameters of(Parameters value) {
        NativeLibrary.load();
        synchronized (IN_USE) {
            WeakReference<SharedParameters> reference = IN_USE.get(value);
            SharedParameters inUse = reference == null ? null : reference.get();
            if (inUse == null) {
                inUse = new SharedParameters(value);
                // The key must be the one that the shared object keeps, or the entry would go before it
                IN_USE.remove(value);
                IN_USE.put(value, new WeakReference<>(inUse));
            }
            return inUse;
        }
    }

    Parameters value() {
        return value;
    }

    <R> R use(Function<NativeParameters, R> call) {
        return handle.use(call);
    }

    private static NativeParameters build(Parameters value) {
        try (LentShape single = new LentShape(value.single());
                LentShape group = new LentShape(value.group())) {
            return Facade.new_parameters(
                    value.plainBits(),
                    value.c0Extra(),
                    value.c1Extra(),
                    value.levels(),
                    single.pointer(),
                    group.pointer());
        }
    }
}
