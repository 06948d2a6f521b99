package io.mistnet.he;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/**
 * Owns a native object: destroyed once it is closed, or was forgotten, and nobody is inside any more.
 *
 * @param <P> the native object
 */
final class Handle<P extends Pointer> implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final String name;
    private final Owned<P> owned;
    private final Cleaner.Cleanable cleanable;

    /**
     * @param owner the object that the handle belongs to; where it becomes unreachable, the native object ends
     * @param constructor makes the native object
     * @param destructor frees the native object
     */
    static <P extends Pointer> Handle<P> create(Object owner, Supplier<P> constructor, Consumer<P> destructor) {
        return new Handle<>(owner, NativeErrors.translated(constructor), destructor);
    }

    private Handle(Object owner, P pointer, Consumer<P> destructor) {
        this.name = owner.getClass().getSimpleName();
        this.owned = new Owned<>(pointer, destructor);
        this.cleanable = CLEANER.register(owner, owned);
    }

    /**
     * Runs the call while the object is held open.
     *
     * @throws IllegalStateException if the handle was closed
     */
    <R> R use(Function<P, R> call) {
        if (!owned.enter()) {
            throw new IllegalStateException(name + " is closed");
        }
        try {
            return NativeErrors.translated(() -> call.apply(owned.pointer));
        } finally {
            owned.leave();
            Reference.reachabilityFence(this);
        }
    }

    /** As {@link #use}, for a call without a result. */
    void run(Consumer<P> call) {
        use(pointer -> {
            call.accept(pointer);
            return true;
        });
    }

    /** Ends the object as soon as the last thread inside has left. Closing twice is the same as closing once. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** What the cleaner runs; it must not refer to the owner. */
    private static final class Owned<P extends Pointer> implements Runnable {

        private final P pointer;
        private final Consumer<P> destructor;
        private final AtomicBoolean closed = new AtomicBoolean();
        /** Threads inside, and one more until it is closed. */
        private final AtomicInteger users = new AtomicInteger(1);

        Owned(P pointer, Consumer<P> destructor) {
            this.pointer = pointer;
            this.destructor = destructor;
        }

        boolean enter() {
            return !closed.get() && users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void leave() {
            if (users.decrementAndGet() == 0) {
                destructor.accept(pointer);
            }
        }

        @Override
        public void run() {
            if (closed.compareAndSet(false, true)) {
                leave();
            }
        }
    }
}
