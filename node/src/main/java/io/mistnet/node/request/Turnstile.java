package io.mistnet.node.request;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many requests be worked on at once and so many more wait, first come first served. Who would wait in vain is turned away at once. Safe for any thread. */
final class Turnstile implements AutoCloseable {

    /** What became of a request that wanted in. */
    enum Passage {
        ENTERED,
        FULL,
        LATE
    }

    private static final int EVERYBODY = 1 << 20;

    private final Semaphore places;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param atOnce how many may be inside
     * @param mostWaiting how many more may wait
     */
    Turnstile(int atOnce, int mostWaiting) {
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
    }

    /** Waits for a place until the deadline. Who has entered must {@link #leave()}. */
    Passage enter(Deadline deadline) throws InterruptedException {
        if (deadline.hasPassed()) {
            return Passage.LATE;
        }
        // without a timeout it would overtake those who wait
        boolean entered = places.tryAcquire(0, TimeUnit.NANOSECONDS);
        if (!entered) {
            try {
                if (waiting.incrementAndGet() > mostWaiting) {
                    return Passage.FULL;
                }
                entered = places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                waiting.decrementAndGet();
            }
        }
        if (entered && closed) {
            leave();
            return Passage.FULL;
        }
        return entered ? Passage.ENTERED : Passage.LATE;
    }

    void leave() {
        places.release();
    }

    /** How many wait now. */
    int waiting() {
        return waiting.get();
    }

    /** Turns everybody away who waits, and all who come. */
    @Override
    public void close() {
        closed = true;
        places.release(EVERYBODY);
    }
}
