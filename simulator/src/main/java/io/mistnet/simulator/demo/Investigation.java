package io.mistnet.simulator.demo;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The lookups of a demonstration, on a thread of their own beside the replay. */
final class Investigation implements AutoCloseable {

    private final IntelligenceLoad load;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lookups");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<LookupSummary> summary;

    /** Begins. */
    Investigation(IntelligenceLoad load, LookupStory story) {
        this.load = load;
        this.summary = worker.submit(story);
    }

    /**
     * Whether all is loaded and asked.
     *
     * @throws IOException where a node refused or failed
     */
    boolean isDone() throws IOException, InterruptedException {
        if (summary.isDone()) {
            summary();
        }
        return summary.isDone();
    }

    /** Waits until all is loaded and asked. */
    LookupSummary summary() throws IOException, InterruptedException {
        try {
            return summary.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "the lookups failed: "
                            + Optional.ofNullable(e.getCause())
                                    .map(Throwable::getMessage)
                                    .orElse(""),
                    e);
        }
    }

    /** How far the records are, for the live view. */
    String progress() {
        return "records loaded %,d of %,d".formatted(load.loaded(), load.size());
    }

    @Override
    public void close() {
        worker.shutdownNow();
        load.close();
    }
}
