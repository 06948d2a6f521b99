package io.mistnet.node.request;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The connections to one peer: as many as calls are under way at once, up to a bound. After a failed attempt to dial, calls fail at once for a while that grows. */
final class PeerLinks implements AutoCloseable {

    private static final String STOPS = "this node stops";

    /** A connection that was used so lately is used again without a look at it, which takes a millisecond. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Dialler dialler;
    private final ClientSettings settings;
    private final Semaphore places;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<RequestLink> inUse = new HashSet<>();
    private Duration pause = Duration.ZERO;
    private long dialAgainAt;
    private String lastFailure = "";
    private boolean closed;

    PeerLinks(Dialler dialler, ClientSettings settings) {
        this.dialler = dialler;
        this.settings = settings;
        this.places = new Semaphore(settings.links(), true);
    }

    /**
     * A connection for one request, which is to be given back.
     *
     * @return empty where all were in use until the deadline
     * @throws IOException where there is none to be had
     */
    Optional<RequestLink> take(Deadline deadline) throws IOException, InterruptedException {
        if (!places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Optional<RequestLink> kept = idle();
            RequestLink link = kept.isPresent() ? kept.get() : dial(deadline);
            use(link);
            taken = true;
            return Optional.of(link);
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    /** Ends the use of a connection; one that is still open serves the next call. */
    void giveBack(RequestLink link) {
        synchronized (this) {
            inUse.remove(link);
            if (link.isOpen()) {
                link.keep();
                idle.addFirst(new Idle(link, System.nanoTime()));
            }
        }
        places.release();
    }

    /** Ends the connections that nobody uses, so that the next call dials. */
    synchronized void dropIdle() {
        idle.forEach(kept -> kept.link().abort("the peer ended another one"));
        idle.clear();
    }

    /** Ends all connections, and the calls on them. */
    @Override
    public synchronized void close() {
        closed = true;
        inUse.forEach(link -> link.abort(STOPS));
        idle.forEach(kept -> kept.link().abort(STOPS));
        idle.clear();
    }

    /** The connection that was used last; those that are idle for too long, or closed at either end, are dropped: a deadline may close one just after its reply. */
    private Optional<RequestLink> idle() {
        while (true) {
            Idle kept;
            synchronized (this) {
                kept = idle.pollFirst();
            }
            if (kept == null) {
                return Optional.empty();
            }
            long unused = System.nanoTime() - kept.since();
            boolean old = unused > settings.idleTimeout().toNanos();
            boolean usable =
                    unused < FRESH_NANOS ? kept.link().isOpen() : !kept.link().ended();
            if (!old && usable) {
                return Optional.of(kept.link());
            }
            kept.link().abort("it was idle");
        }
    }

    private synchronized void use(RequestLink link) throws IOException {
        if (closed) {
            link.abort(STOPS);
            throw new IOException(STOPS);
        }
        inUse.add(link);
    }

    private RequestLink dial(Deadline deadline) throws IOException {
        synchronized (this) {
            if (!pause.isZero() && dialAgainAt - System.nanoTime() > 0) {
                throw new IOException(lastFailure);
            }
        }
        try {
            RequestLink link = dialler.dial(deadline.remaining());
            succeeded();
            return link;
        } catch (IOException e) {
            // a caller in a hurry says nothing of the peer
            if (!deadline.hasPassed()) {
                failed(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private synchronized void succeeded() {
        pause = Duration.ZERO;
    }

    private synchronized void failed(String reason) {
        Duration doubled = pause.isZero() ? settings.retryMin() : pause.multipliedBy(2);
        pause = doubled.compareTo(settings.retryMax()) < 0 ? doubled : settings.retryMax();
        dialAgainAt = System.nanoTime() + pause.toNanos();
        lastFailure = reason;
    }

    /** Makes a connection. */
    interface Dialler {
        RequestLink dial(Duration atMost) throws IOException;
    }

    private record Idle(RequestLink link, long since) {}
}
