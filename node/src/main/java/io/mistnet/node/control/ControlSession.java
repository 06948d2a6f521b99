package io.mistnet.node.control;

import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol;
import org.apache.pekko.stream.TLSProtocol.SendBytes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.TLS;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.FiniteDuration;

/** One connection, from TLS over the first message to its end. Its stream runs in one thread at a time; {@link #send} and {@link #abort} are for any. */
final class ControlSession {

    /** The end of a session is reported once, by whoever runs it. */
    private static final Attributes QUIET =
            Attributes.createLogLevels(Attributes.logLevelOff(), Attributes.logLevelOff(), Attributes.logLevelOff());

    private static final int QUEUED_MESSAGES = 256;
    private static final int MESSAGES_A_SECOND = 500;

    private final String name;
    private final @Nullable Peer dialled;
    private final PinnedTls tls;
    private final Greeting greeting;
    private final ControlSettings settings;
    private final ControlRegistry registry;
    private final SharedKillSwitch killSwitch;
    private volatile @Nullable BoundedSourceQueue<ByteString> outgoing;
    private final CompletableFuture<Peer> greeted = new CompletableFuture<>();
    private volatile @Nullable PeerRefusedException turnedAway;
    private @Nullable SSLSession session;

    /**
     * @param name the peer's id where it is dialled, or its address
     * @param dialled the peer that is dialled; empty where it dialled
     */
    ControlSession(
            String name,
            Optional<Peer> dialled,
            PinnedTls tls,
            Greeting greeting,
            ControlSettings settings,
            ControlRegistry registry) {
        this.name = name;
        this.dialled = dialled.orElse(null);
        this.tls = tls;
        this.greeting = greeting;
        this.settings = settings;
        this.registry = registry;
        this.killSwitch = KillSwitches.shared(name);
    }

    /** Runs the session over a connection; the result completes at its end, or fails with the reason. */
    CompletionStage<Done> run(Flow<ByteString, ByteString, ?> connection, SSLEngine engine, Materializer materializer) {
        Pair<BoundedSourceQueue<ByteString>, Source<ByteString, NotUsed>> source =
                Source.<ByteString>queue(QUEUED_MESSAGES).preMaterialize(materializer);
        outgoing = source.first();
        if (dialled != null) {
            source.first().offer(ControlFrames.encode(greeting.to(dialled)));
        }
        return source.second()
                .keepAlive(settings.keepAlive(), () -> ControlFrames.KEEP_ALIVE)
                // no sign of life before the first message, however long the handshake takes
                .dropWhile(frame -> frame == ControlFrames.KEEP_ALIVE)
                .<TLSProtocol.SslTlsOutbound>map(SendBytes::new)
                .via(TLS.create(() -> engine, TLSClosing.eagerClose()).join(killable(connection)))
                .collectType(SessionBytes.class)
                .map(this::bytes)
                .via(ControlFrames.decoder(this::who, () -> peer() != null))
                .initialTimeout(settings.handshakeTimeout())
                .idleTimeout(settings.idleTimeout())
                .throttle(MESSAGES_A_SECOND, Duration.ofSeconds(1))
                .toMat(Sink.foreach(this::onFrame), Keep.right())
                .addAttributes(QUIET)
                .run(materializer)
                .whenComplete((done, failure) -> {
                    greeted.cancel(false);
                    materializer.scheduleOnce(
                            FiniteDuration.create(300, TimeUnit.MILLISECONDS),
                            () -> killSwitch.abort(new LinkEndedException("ended")));
                });
    }

    /** The peer, once its first message has passed. */
    @Nullable
    Peer peer() {
        return greeted.isDone() && !greeted.isCompletedExceptionally() ? greeted.join() : null;
    }

    /** Completes when the peer's first message has passed, or fails where it did not. */
    CompletionStage<Peer> greeted() {
        return greeted;
    }

    boolean isDialling() {
        return dialled != null;
    }

    String name() {
        return name;
    }

    /** Whether the message was queued; it was not where the link is gone or the peer takes none in. */
    boolean send(byte[] message) {
        BoundedSourceQueue<ByteString> queue = outgoing;
        return queue != null && queue.offer(ControlFrames.encode(message)) == QueueOfferResult.enqueued();
    }

    /** Turns the peer away. */
    void refuse(Refusal refusal) {
        PeerRefusedException refused = new PeerRefusedException(name, refusal);
        turnedAway = refused;
        killSwitch.abort(refused);
    }

    /** Why this end turned the peer away, if it did: a handshake that is ended from outside does not always tell. */
    Optional<PeerRefusedException> turnedAway() {
        return Optional.ofNullable(turnedAway);
    }

    void abort(String reason) {
        killSwitch.abort(new LinkEndedException(reason));
    }

    /** TLS waits for the peer's goodbye, and for its handshake; closing the connection below ends it without. */
    private Flow<ByteString, ByteString, NotUsed> killable(Flow<ByteString, ByteString, ?> connection) {
        return Flow.of(ByteString.class)
                .via(killSwitch.<ByteString>flow())
                .via(connection)
                .via(killSwitch.flow());
    }

    private ByteString bytes(SessionBytes inbound) {
        session = inbound.session();
        return inbound.bytes();
    }

    private void onFrame(ByteString frame) throws PeerRefusedException {
        Peer known = peer();
        if (known == null) {
            Peer checked = greet(frame.toArray());
            greeted.complete(checked);
            registry.up(this, checked);
        } else if (!frame.isEmpty()) {
            registry.received(this, known, frame.toArray());
        }
    }

    /** The peer's name as well as it is known: its id from the certificate on. */
    private String who() {
        if (dialled != null || session == null) {
            return name;
        }
        try {
            return tls.institution(session, name).id();
        } catch (PeerRefusedException e) {
            return name;
        }
    }

    private Peer greet(byte[] hello) throws PeerRefusedException {
        if (dialled != null) {
            greeting.checkAnswer(hello, dialled);
            return dialled;
        }
        if (session == null) {
            throw new IllegalStateException("bytes came without a TLS session");
        }
        Institution certified = tls.institution(session, name);
        BoundedSourceQueue<ByteString> queue = outgoing;
        if (queue != null) {
            queue.offer(ControlFrames.encode(greeting.answerTo(hello, certified.id())));
        }
        return greeting.checkDialler(hello, certified);
    }
}
