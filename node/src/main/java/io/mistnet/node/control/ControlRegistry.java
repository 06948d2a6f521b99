package io.mistnet.node.control;

import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The session in use for every peer, and what is told of it. A new session replaces an old one, which the peer has given up. */
final class ControlRegistry {

    private static final String STOPPED = "the node stops";

    private final ActorRef<ControlEvent> events;
    private final LinkMeters meters;
    private final Map<Peer, ControlSession> current = new HashMap<>();
    private boolean closed;

    ControlRegistry(ActorRef<ControlEvent> events, LinkMeters meters) {
        this.events = events;
        this.meters = meters;
    }

    synchronized void up(ControlSession session, Peer peer) {
        if (closed) {
            session.abort(STOPPED);
            return;
        }
        ControlSession old = current.put(peer, session);
        if (old != null) {
            String reason = "the peer opened a new link";
            meters.closed();
            events.tell(new ControlEvent.Down(peer, reason));
            old.abort(reason);
        }
        meters.opened(peer);
        events.tell(new ControlEvent.Up(peer));
    }

    synchronized void received(ControlSession session, Peer peer, byte[] message) {
        if (current.get(peer) == session) {
            meters.received(peer).increment(ControlFrames.LENGTH_BYTES + message.length);
            events.tell(new ControlEvent.Received(peer, message));
        }
    }

    synchronized void ended(ControlSession session, String reason) {
        Peer peer = session.peer();
        if (peer != null && current.remove(peer, session)) {
            meters.closed();
            events.tell(new ControlEvent.Down(peer, reason));
        }
    }

    synchronized boolean send(Peer peer, byte[] message) {
        @Nullable ControlSession session = current.get(peer);
        if (session == null || !session.send(message)) {
            return false;
        }
        meters.sent(peer).increment(ControlFrames.LENGTH_BYTES + message.length);
        return true;
    }

    /** Ends all sessions, and each that comes up later. */
    synchronized void close() {
        closed = true;
        current.values().forEach(session -> session.abort(STOPPED));
    }
}
