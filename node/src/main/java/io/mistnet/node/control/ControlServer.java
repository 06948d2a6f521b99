package io.mistnet.node.control;

import io.mistnet.node.peer.PendingHandshakes;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.peer.RefusalLog;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.javadsl.Tcp.IncomingConnection;
import org.apache.pekko.stream.javadsl.Tcp.ServerBinding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the control links that others dial. */
final class ControlServer {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final ActorSystem<?> system;
    private final PinnedTls tls;
    private final ControlSessions sessions;
    private final PendingHandshakes<ControlSession> pending;
    private final RefusalLog refusals = new RefusalLog(LOG, "a control link");
    private volatile @Nullable ServerBinding binding;

    ControlServer(ActorSystem<?> system, PinnedTls tls, ControlSettings settings, ControlSessions sessions) {
        this.system = system;
        this.tls = tls;
        this.pending = new PendingHandshakes<>(settings.mostPending());
        this.sessions = sessions;
    }

    CompletionStage<InetSocketAddress> listen(InetSocketAddress address) {
        return Tcp.get(system)
                .bind(address.getHostString(), address.getPort())
                .to(Sink.foreach(this::accept))
                .run(system)
                .thenApply(bound -> {
                    binding = bound;
                    return bound.localAddress();
                });
    }

    CompletionStage<Done> stop() {
        ServerBinding bound = binding;
        return bound == null
                ? CompletableFuture.completedFuture(Done.getInstance())
                : bound.unbind().thenApply(unbound -> Done.getInstance());
    }

    private void accept(IncomingConnection connection) {
        Materializer materializer = Materializer.matFromSystem(system);
        String address = connection.remoteAddress().toString();
        ControlSession session = sessions.accepting(address);
        pending.enter(session).ifPresent(longest -> longest.refuse(Refusal.TOO_MANY_PENDING));
        session.greeted().whenComplete((peer, failure) -> pending.leave(session));
        session.run(connection.flow(), engine(), materializer).whenComplete((done, failure) -> {
            Ending ending = sessions.ended(session, failure);
            if (session.peer() == null) {
                refusals.refused(ending.refusal().orElse(Refusal.HANDSHAKE_FAILED), ending.reason());
            } else {
                LOG.info("Control link of {} ended: {}", session.peer(), ending.reason());
            }
        });
    }

    private SSLEngine engine() {
        SSLEngine engine = tls.accepting().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(PinnedTls.parameters());
        return engine;
    }
}
