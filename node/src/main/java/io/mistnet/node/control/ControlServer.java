package io.mistnet.node.control;

import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.javadsl.Tcp.IncomingConnection;
import org.apache.pekko.stream.javadsl.Tcp.ServerBinding;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the control links that others dial. */
final class ControlServer {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final ActorSystem<?> system;
    private final PinnedTls tls;
    private final ControlSettings settings;
    private final ControlSessions sessions;
    private final LinkMeters meters;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable ServerBinding binding;

    ControlServer(
            ActorSystem<?> system,
            PinnedTls tls,
            ControlSettings settings,
            ControlSessions sessions,
            LinkMeters meters) {
        this.system = system;
        this.tls = tls;
        this.settings = settings;
        this.sessions = sessions;
        this.meters = meters;
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
        if (pending.incrementAndGet() > settings.mostPending()) {
            pending.decrementAndGet();
            meters.refused(Refusal.TOO_MANY_PENDING);
            LOG.warn("Refused a control link: {} {}", address, Refusal.TOO_MANY_PENDING.text());
            connection.handleWith(Flow.fromSinkAndSource(Sink.cancelled(), Source.<ByteString>empty()), materializer);
            return;
        }
        ControlSession session = sessions.accepting(address);
        session.greeted().whenComplete((peer, failure) -> pending.decrementAndGet());
        session.run(connection.flow(), engine(), materializer).whenComplete((done, failure) -> {
            String reason = sessions.ended(session, failure);
            if (session.peer() == null) {
                LOG.warn("Refused a control link: {}", reason);
            } else {
                LOG.info("Control link of {} ended: {}", session.peer(), reason);
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
