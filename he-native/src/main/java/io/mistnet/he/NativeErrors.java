package io.mistnet.he;

import java.util.function.Supplier;

/** Turns what the native side throws into the exceptions of this package. The kind of error stands before its message. */
final class NativeErrors {

    private static final String ARGUMENT = "argument: ";
    private static final String MEMORY = "memory: ";
    private static final String FAILURE = "failure: ";

    private NativeErrors() {}

    /**
     * @throws IllegalArgumentException if the native side refused an argument
     * @throws OutOfMemoryError if it got no memory
     * @throws IllegalStateException if the machine cannot do what is asked
     */
    static <R> R translated(Supplier<R> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    /** As {@link #translated}, for calls that hand over a peer's bytes and whose other arguments were checked. */
    static <R> R received(int question, Supplier<R> call) {
        try {
            return translated(call);
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException(question, String.valueOf(e.getMessage()), e);
        }
    }

    static void run(Runnable call) {
        translated(() -> {
            call.run();
            return true;
        });
    }

    static void receive(int question, Runnable call) {
        received(question, () -> {
            call.run();
            return true;
        });
    }

    private static RuntimeException translate(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith(ARGUMENT)) {
            return new IllegalArgumentException(message.substring(ARGUMENT.length()), e);
        }
        if (message.startsWith(MEMORY)) {
            Error error = new OutOfMemoryError(
                    "native memory: the machine has not enough for this object; give it more, or choose a smaller shape");
            error.initCause(e);
            throw error;
        }
        if (message.startsWith(FAILURE)) {
            return new IllegalStateException(message.substring(FAILURE.length()), e);
        }
        return e;
    }
}
