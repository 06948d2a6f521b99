package io.mistnet.simulator.benchmark.lookup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.http.Health;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Network;
import io.mistnet.node.oprf.CeremonyTiming;
import io.mistnet.node.oprf.OprfRole;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.ClientSettings;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestServer;
import io.mistnet.node.request.ServerSettings;
import io.mistnet.node.trial.TrialNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;

/** A holder of the lookup's key, as a node has it. */
final class HolderParty implements AutoCloseable {

    private static final ServerSettings SERVER = ServerSettings.of(2, 64);

    private final RequestClient client;
    private final RequestServer server;
    private final OprfRole role;

    /** Starts it; with the others it then generates the key. */
    HolderParty(TrialNetwork trial, String institution, Path folder, AuthorisationTerms terms)
            throws IOException, GeneralSecurityException {
        Network network = trial.network();
        Topology topology = new Topology(network, institution);
        PinnedTls tls = new PinnedTls(trial.identity(institution), network, Clock.systemUTC());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        client = new RequestClient(topology, tls, ClientSettings.defaults(), meters);
        role = new OprfRole(
                network,
                trial.identity(institution),
                Password.random(new SecureRandom()),
                folder,
                terms,
                client,
                CeremonyTiming.defaults(),
                meters,
                Clock.systemUTC());
        server = new RequestServer(
                topology,
                tls,
                SERVER,
                network.institution(institution).lookup().orElseThrow().resolve(),
                role.handlers(),
                meters);
        role.start();
    }

    boolean hasKey() {
        return role.health().health().state() == Health.State.UP;
    }

    @Override
    public void close() {
        server.close();
        role.close();
        client.close();
    }
}
