package io.mistnet.node.link;

import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The place of the one link to a peer: empty, idle, or in use by one attempt. A new link replaces an old one, which the peer has given up. */
final class LinkSlot {

    private static final Step LINK = Step.of("link");

    private final Peer peer;
    private @Nullable ShareLink link;
    private @Nullable TlsChannel user;
    private boolean closed;
    private int wanting;

    LinkSlot(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    synchronized void put(ShareLink fresh) {
        if (closed) {
            fresh.abort("the node stops");
            return;
        }
        if (link != null) {
            link.abort("the peer opened a new link");
        }
        link = fresh;
        user = null;
        notifyAll();
    }

    /**
     * The link, for one attempt.
     *
     * @throws PeerLostException where there is none to be had in time
     */
    synchronized TlsChannel take(EpochId epoch, Duration atMost) {
        wanting++;
        notifyAll();
        try {
            return awaitIdle(epoch, atMost);
        } finally {
            wanting--;
        }
    }

    private TlsChannel awaitIdle(EpochId epoch, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!closed) {
            ShareLink idle = idle();
            if (idle != null) {
                TlsChannel channel = new TlsChannel(idle, epoch, this::giveBack);
                user = channel;
                return channel;
            }
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new PeerLostException(
                        peer.institution(),
                        LINK,
                        user == null ? "no link" : "its link is still in use by " + user.epoch());
            }
            if (!waitFor(millis)) {
                throw new PeerLostException(peer.institution(), LINK, "interrupted");
            }
        }
        throw new PeerLostException(peer.institution(), LINK, "this node stops");
    }

    /** Waits until there is no link, at most so long, and looks whether an idle one still lives. */
    synchronized boolean isEmpty(Duration atMost) {
        if (idle() != null || user != null) {
            waitFor(atMost.toMillis());
            idle();
        }
        return link == null && !closed;
    }

    /** Waits between two attempts to dial: {@code most}, or {@code least} while an attempt waits for the link. */
    synchronized void pause(Duration most, Duration least) {
        long start = System.nanoTime();
        while (!closed) {
            Duration whole = wanting > 0 ? least : most;
            long millis = (start + whole.toNanos() - System.nanoTime()) / 1_000_000;
            if (millis <= 0 || !waitFor(millis)) {
                return;
            }
        }
    }

    synchronized void abort(EpochId epoch, String reason) {
        if (user != null && user.epoch().equals(epoch)) {
            user.abort(reason);
        }
    }

    synchronized boolean isUp() {
        return link != null && link.isOpen();
    }

    synchronized void close() {
        closed = true;
        if (link != null) {
            link.abort("the node stops");
            link = null;
        }
        notifyAll();
    }

    private synchronized void giveBack(ShareLink used) {
        if (used == link) {
            user = null;
            notifyAll();
        } else {
            used.abort("the peer opened a new link");
        }
    }

    /** The link, where it lives and nobody uses it; a dead one is dropped. */
    private @Nullable ShareLink idle() {
        if (link != null && user == null && link.isOpen() && link.ended()) {
            link.abort("the peer closed the idle link");
        }
        if (link != null && !link.isOpen()) {
            link = null;
            user = null;
        }
        return user == null ? link : null;
    }

    /** Returns false where the thread was interrupted, which it stays. */
    private boolean waitFor(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
