package io.mistnet.node.epoch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what other threads bring about. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    static <T> T some(Supplier<Optional<T>> sight) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Optional<T> seen = sight.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("nothing of the kind within " + PATIENCE);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
