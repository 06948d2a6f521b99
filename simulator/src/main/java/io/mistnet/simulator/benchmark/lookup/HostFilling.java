package io.mistnet.simulator.benchmark.lookup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.answering.HostTables;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.intelligence.StoreTerms;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.oprf.HoldersAwayException;
import io.mistnet.node.oprf.KeyContext;
import io.mistnet.node.oprf.OprfEvaluator;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.ClientSettings;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.protocols.sharing.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Puts synthetic records into the store of a trial network's host, as one contributor's. The holders run, the host does not. */
public final class HostFilling {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private HostFilling() {}

    /**
     * Fills it.
     *
     * @param configuration the host's {@code node.conf}
     * @param count how many records
     * @param progress is told how far it is
     * @throws IOException where the holders do not say what their key is
     */
    public static void fill(TrialNetwork trial, Path configuration, int count, Consumer<String> progress)
            throws IOException, GeneralSecurityException, InterruptedException {
        Network network = trial.network();
        LookupTerms terms = network.lookup().orElseThrow();
        byte[] seed = new byte[Seed.BYTES];
        new SecureRandom().nextBytes(seed);
        SyntheticRecords records = new SyntheticRecords(
                terms,
                keyContext(trial),
                network.institution(LookupParties.ASKER).number(),
                count,
                Seed.of(seed));
        StoreTerms store = new StoreTerms(
                KeyContext.ofNetwork(network.name()),
                terms.keyEpoch(),
                terms.parameters(),
                terms.quotas().recordsPerInstitution());
        Path tables = LookupHost.records(NodeConfigFile.read(configuration).dataDirectory());
        new StoreFilling(store, records, LookupParties.ASKER)
                .fill(HostTables.folderOf(tables, terms.keyEpoch()), progress);
    }

    private static byte[] keyContext(TrialNetwork trial)
            throws IOException, GeneralSecurityException, InterruptedException {
        Network network = trial.network();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ExecutorService workers = Executors.newCachedThreadPool();
        try (RequestClient client = new RequestClient(
                new Topology(network, LookupParties.ASKER),
                new PinnedTls(trial.identity(LookupParties.ASKER), network, Clock.systemUTC()),
                ClientSettings.defaults(),
                meters)) {
            return new OprfEvaluator(network, client, meters, Clock.systemUTC(), PATIENCE, workers)
                    .keyContext(network.lookup().orElseThrow().keyEpoch(), Deadline.in(PATIENCE));
        } catch (HoldersAwayException e) {
            throw new IOException("the holders do not tell their key: " + e.getMessage(), e);
        } finally {
            workers.shutdownNow();
        }
    }
}
