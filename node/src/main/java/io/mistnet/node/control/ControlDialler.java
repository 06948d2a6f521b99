package io.mistnet.node.control;

import io.mistnet.node.config.Address;
import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PinnedTls;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Tcp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one control link up: dials again whenever it ends, with growing pauses while the peer is away, and at once where somebody has something to say to it. */
final class ControlDialler {

    private static final Logger LOG = LoggerFactory.getLogger(ControlDialler.class);

    private final ActorSystem<?> system;
    private final Peer peer;
    private final Institution institution;
    private final PinnedTls tls;
    private final ControlSettings settings;
    private final ControlSessions sessions;
    private volatile boolean stopped;
    private @Nullable Waiting waiting;
    private boolean wanted;

    private record Waiting(Cancellable timer, Runnable dial) {}

    ControlDialler(
            ActorSystem<?> system,
            Peer peer,
            Institution institution,
            PinnedTls tls,
            ControlSettings settings,
            ControlSessions sessions) {
        this.system = system;
        this.peer = peer;
        this.institution = institution;
        this.tls = tls;
        this.settings = settings;
        this.sessions = sessions;
    }

    void start() {
        dial(settings.retryMin(), "");
    }

    void stop() {
        stopped = true;
    }

    Peer peer() {
        return peer;
    }

    /** Dials at once where it pauses; where it dials already, the next pause is the shortest. */
    synchronized void now() {
        Waiting pausing = waiting;
        if (pausing == null) {
            wanted = true;
        } else {
            waiting = null;
            pausing.timer().cancel();
            system.executionContext().execute(pausing.dial());
        }
    }

    private void dial(Duration pause, String lastFailure) {
        if (stopped) {
            return;
        }
        ControlSession session = sessions.dialling(peer);
        Address address = institution.control().orElseThrow();
        var connection = Tcp.get(system)
                .outgoingConnection(
                        address.resolve(),
                        Optional.empty(),
                        List.of(),
                        false,
                        Optional.of(settings.handshakeTimeout()),
                        Optional.empty());
        session.run(connection, engine(address), Materializer.matFromSystem(system))
                .whenComplete((done, failure) -> ended(session, failure, pause, lastFailure));
    }

    private void ended(ControlSession session, @Nullable Throwable failure, Duration pause, String lastFailure) {
        String reason = sessions.ended(session, failure).reason();
        if (stopped) {
            return;
        }
        // Says the same thing once, not at every attempt.
        if (session.peer() != null || !reason.equals(lastFailure)) {
            LOG.warn("Control link to {}: {}; trying on", institution.id(), reason);
        }
        Duration wait = session.peer() != null ? settings.retryMin() : pause;
        Duration doubled = wait.multipliedBy(2);
        Duration next = doubled.compareTo(settings.retryMax()) < 0 ? doubled : settings.retryMax();
        dialAfter(wait, () -> dial(next, reason));
    }

    private synchronized void dialAfter(Duration wait, Runnable dial) {
        Duration pause = wanted ? settings.retryMin() : wait;
        wanted = false;
        waiting = new Waiting(system.scheduler().scheduleOnce(pause, this::now, system.executionContext()), dial);
    }

    private SSLEngine engine(Address address) {
        try {
            SSLEngine engine = tls.dialling(institution).createSSLEngine(institution.id(), address.port());
            engine.setUseClientMode(true);
            engine.setSSLParameters(PinnedTls.parameters());
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }
}
