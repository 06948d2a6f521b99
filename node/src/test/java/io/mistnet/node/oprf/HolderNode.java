package io.mistnet.node.oprf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.http.Health;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Network;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.ClientSettings;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.request.RequestServer;
import io.mistnet.node.request.ServerSettings;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** One holder as a node has it: its role, and a server and a client of requests over TLS. */
final class HolderNode implements AutoCloseable {

    static final Password PASSWORD = Password.of("a password for tests");
    static final ClientSettings CLIENT = new ClientSettings(
            Duration.ofSeconds(5), 4, Duration.ofSeconds(20), Duration.ofMillis(20), Duration.ofMillis(100));
    private static final CeremonyTiming TIMING = new CeremonyTiming(
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(30));

    private final RequestClient client;
    private final RequestServer server;
    private final OprfRole role;

    /** Starts it. */
    HolderNode(TrialNetwork trial, Network network, String institution, Path folder, AuthorisationTerms terms)
            throws Exception {
        this(trial, network, institution, folder, terms, answer -> answer);
    }

    /** @param lying changes its answers to requests for evaluations */
    HolderNode(
            TrialNetwork trial,
            Network network,
            String institution,
            Path folder,
            AuthorisationTerms terms,
            Function<byte[], byte[]> lying)
            throws Exception {
        Topology topology = new Topology(trial.network(), institution);
        client = new RequestClient(topology, Trials.tls(trial, institution), CLIENT, new SimpleMeterRegistry());
        role = new OprfRole(
                network,
                trial.identity(institution),
                PASSWORD,
                folder.resolve(institution),
                terms,
                client,
                TIMING,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        Map<RequestKind, RequestHandler> handlers = new HashMap<>(role.handlers());
        RequestHandler honest = role.handlers().get(RequestKind.OPRF_EVALUATE);
        handlers.put(
                RequestKind.OPRF_EVALUATE,
                (asker, payload, deadline) -> lying.apply(honest.handle(asker, payload, deadline)));
        server = new RequestServer(
                topology,
                Trials.tls(trial, institution),
                ServerSettings.of(4, 16),
                trial.network().institution(institution).lookup().orElseThrow().resolve(),
                handlers,
                new SimpleMeterRegistry());
        role.start();
    }

    Health health() {
        return role.health().health();
    }

    @Override
    public void close() {
        server.close();
        role.close();
        client.close();
    }
}
