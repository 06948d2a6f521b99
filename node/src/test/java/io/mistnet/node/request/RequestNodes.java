package io.mistnet.node.request;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.HostileClient;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.wire.proto.Purpose;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.net.ssl.SSLSocket;

/** Servers and clients of requests in this JVM, over real TLS: registry hosts, fiu, bank-2 and bank-3 hold shares, police and bank-1 only ask. */
final class RequestNodes implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final ServerSettings SERVER = server(new Pace(PATIENCE, 1 << 20), Duration.ofMinutes(1));
    static final ClientSettings CLIENT =
            new ClientSettings(PATIENCE, 4, Duration.ofSeconds(10), Duration.ofMillis(20), Duration.ofMillis(100));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TrialNetwork trial;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Few of everything: three connections of one institution, two requests at work and one that waits, memory for one batch. */
    static ServerSettings server(Pace pace, Duration idleTimeout) {
        return new ServerSettings(
                PATIENCE, 4, idleTimeout, pace, 3, 8, 2, 1, 70L << 20, Duration.ofMinutes(1), Duration.ofMillis(123));
    }

    RequestNodes() throws Exception {
        trial = Trials.withLookup(3);
    }

    RequestServer serve(String institution, ServerSettings settings, Map<RequestKind, RequestHandler> handlers)
            throws Exception {
        return serve(institution, settings, address(institution), handlers);
    }

    /** The same on another port than the network file has for it. */
    RequestServer serveAt(int port, String institution, Map<RequestKind, RequestHandler> handlers) throws Exception {
        return serve(institution, SERVER, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), handlers);
    }

    private RequestServer serve(
            String institution,
            ServerSettings settings,
            InetSocketAddress address,
            Map<RequestKind, RequestHandler> handlers)
            throws Exception {
        Topology topology = new Topology(trial.network(), institution);
        RequestServer server =
                new RequestServer(topology, Trials.tls(trial, institution), settings, address, handlers, meters);
        open.push(server);
        return server;
    }

    RequestClient client(String institution) throws Exception {
        return client(institution, CLIENT);
    }

    RequestClient client(String institution, ClientSettings settings) throws Exception {
        RequestClient client = new RequestClient(
                new Topology(trial.network(), institution),
                Trials.tls(trial, institution),
                settings,
                new SimpleMeterRegistry());
        open.push(client);
        return client;
    }

    InetSocketAddress address(String institution) {
        return trial.network().institution(institution).lookup().orElseThrow().resolve();
    }

    /** A connection of {@code institution} to {@code server} after a proper TLS handshake and first message, for a test to spoil. */
    SSLSocket greeted(String institution, String server) throws Exception {
        SSLSocket socket = connected(institution, server);
        socket.getOutputStream()
                .write(HostileClient.framed(
                        HostileClient.hello(trial.network(), institution).setPurpose(Purpose.PURPOSE_LOOKUP)));
        DataInputStream input = new DataInputStream(socket.getInputStream());
        input.skipNBytes(input.readInt());
        return socket;
    }

    SSLSocket connected(String institution, String server) throws Exception {
        return new HostileClient(address(server))
                .connect(Trials.tls(trial, institution).dialling(trial.network().institution(server)));
    }

    double served(RequestKind kind, Outcome outcome) {
        var timer = meters.find("mistnet.requests.served")
                .tag("kind", RequestMeters.tag(kind))
                .tag("outcome", outcome.tag())
                .timer();
        return timer == null ? 0 : timer.count();
    }

    static Deadline soon() {
        return Deadline.in(PATIENCE);
    }

    @Override
    public void close() {
        try {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the nodes of the test do not stop", e);
        }
    }

    /** Reads the outcome of a reply, and forgets its payload. */
    static Outcome readOutcome(SSLSocket socket) throws IOException {
        DataInputStream input = new DataInputStream(socket.getInputStream());
        Outcome outcome = Outcome.of(input.readUnsignedShort()).orElseThrow();
        input.skipNBytes(Long.BYTES + Integer.BYTES);
        input.skipNBytes(input.readInt());
        return outcome;
    }
}
