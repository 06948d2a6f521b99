package io.mistnet.simulator.benchmark.lookup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.lookup.HostQuestions;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.node.oprf.OprfEvaluator;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.ClientSettings;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.trial.TrialNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The holders of the key and an agency that asks and contributes, in this process, over TLS on loopback. */
final class LookupParties implements AutoCloseable {

    static final String ASKER = "police";

    private static final Duration KEY_GENERATION = Duration.ofMinutes(2);
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final int POLL_MILLIS = 20;

    private final Network network;
    private final List<HolderParty> holders = new ArrayList<>();
    private final RequestClient client;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AuditLog audit;
    private final AskerRole asker;
    private final OprfEvaluator evaluator;
    private final List<HostQuestions> questions = new ArrayList<>();

    /** Starts all; their key is not there yet. */
    LookupParties(TrialNetwork trial, Path folder) throws IOException, GeneralSecurityException {
        network = trial.network();
        LookupTerms lookup = network.lookup().orElseThrow();
        AuthorisationTerms terms = new AuthorisationTerms(
                network.hash(),
                VALIDITY,
                lookup.fourEyesAbove(),
                lookup.quotas().evaluationsPerDay());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        client = new RequestClient(
                new Topology(network, ASKER),
                new PinnedTls(trial.identity(ASKER), network, Clock.systemUTC()),
                ClientSettings.defaults(),
                meters);
        Path data = Files.createDirectories(folder.resolve("asker"));
        audit = AuditLog.openIn(data, trial.identity(ASKER), Clock.systemUTC());
        asker = new AskerRole(
                network,
                trial.identity(ASKER),
                audit,
                data,
                terms,
                new IssuingPolicy(lookup.fourEyesAbove(), VALIDITY, 1),
                client,
                meters,
                Clock.systemUTC());
        evaluator = new OprfEvaluator(network, client, meters, Clock.systemUTC(), KEY_GENERATION, workers);
        for (var institution : network.institutions()) {
            if (institution.has(Role.OPRF)) {
                holders.add(
                        new HolderParty(trial, institution.id(), folder.resolve("holder-" + institution.id()), terms));
            }
        }
    }

    /** Waits until the holders have generated their key. */
    void awaitKey() throws InterruptedException {
        long end = System.nanoTime() + KEY_GENERATION.toNanos();
        while (!holders.stream().allMatch(HolderParty::hasKey)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the holders have no key after " + KEY_GENERATION);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    AskerRole asker() {
        return asker;
    }

    OprfEvaluator evaluator() {
        return evaluator;
    }

    /** Questions to the host under another secret key, of the same asker. */
    HostQuestions newKeySet() {
        HostQuestions added = HostQuestions.open(network, ASKER, client, new SecureRandom());
        questions.add(added);
        return added;
    }

    @Override
    public void close() throws IOException {
        questions.forEach(HostQuestions::close);
        asker.close();
        audit.close();
        client.close();
        workers.shutdownNow();
        holders.forEach(HolderParty::close);
    }
}
