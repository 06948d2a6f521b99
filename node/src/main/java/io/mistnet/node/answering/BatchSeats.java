package io.mistnet.node.answering;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Who has a batch answered now: a few at a time, each asker one. Safe for any thread. */
final class BatchSeats {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final int most;
    private final Set<String> askers = new HashSet<>();

    BatchSeats(int most) {
        this.most = most;
    }

    /**
     * Takes a seat until the returned one is closed.
     *
     * @throws RefusedQuestionException if none is free, or the asker has one
     */
    synchronized Seat take(String asker) {
        if (askers.size() >= most || !askers.add(asker)) {
            throw RefusedQuestionException.batchesBusy(RETRY);
        }
        return new Seat(asker);
    }

    private synchronized void leave(String asker) {
        askers.remove(asker);
    }

    final class Seat implements AutoCloseable {

        private final String asker;

        private Seat(String asker) {
            this.asker = asker;
        }

        @Override
        public void close() {
            leave(asker);
        }
    }
}
