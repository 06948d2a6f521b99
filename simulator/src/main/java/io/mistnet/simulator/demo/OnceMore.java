package io.mistnet.simulator.demo;

import io.mistnet.node.cli.lookup.NodeRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Does once more what others did not answer in time, and says so: a whole network on one machine, which may have other work, has moments in which everybody is slow. What fails twice, or for another reason, has failed.
 */
final class OnceMore {

    private final Consumer<String> out;
    private final Duration pause;

    OnceMore(Consumer<String> out) {
        this(out, Duration.ofSeconds(3));
    }

    OnceMore(Consumer<String> out, Duration pause) {
        this.out = out;
        this.pause = pause;
    }

    /** Something that may be done twice. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    /** @param who does it */
    <T> T unlessAnswered(String who, Attempt<T> attempt) throws IOException, InterruptedException {
        try {
            return attempt.make();
        } catch (NodeRefusedException e) {
            if (!e.isPassing()) {
                throw e;
            }
            out.accept("The %s had no answer in time, which happens where this machine is busy; once more. (%s)"
                    .formatted(who, e.getMessage()));
            Thread.sleep(pause.toMillis());
            return attempt.make();
        }
    }
}
