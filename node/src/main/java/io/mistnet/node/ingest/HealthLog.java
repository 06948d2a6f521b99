package io.mistnet.node.ingest;

import io.mistnet.node.ingest.IngestHealth.State;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the present health, and logs its changes. */
final class HealthLog {

    private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);

    private final InstantSource clock;
    private volatile IngestHealth health;

    HealthLog(InstantSource clock) {
        this.clock = clock;
        this.health = new IngestHealth(State.STARTING, clock.instant(), "");
    }

    IngestHealth now() {
        return health;
    }

    synchronized void reading() {
        if (become(State.READING, "")) {
            LOG.info("ingest follows the stream");
        }
    }

    synchronized void waiting(Throwable failure) {
        String reason = describe(failure);
        if (become(State.WAITING, reason)) {
            LOG.warn("ingest waits and will try again: {}", reason);
        }
    }

    synchronized void stopped() {
        if (become(State.STOPPED, "")) {
            LOG.info("ingest stopped");
        }
    }

    /** The time of the first failure stays, so that it tells how long the stream has been waited for. */
    private boolean become(State state, String reason) {
        IngestHealth before = health;
        if (before.state() == State.STOPPED
                || (before.state() == state && before.reason().equals(reason))) {
            return false;
        }
        health = new IngestHealth(state, before.state() == state ? before.since() : clock.instant(), reason);
        return true;
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause instanceof CompletionException) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
