package io.mistnet.node.oprf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.http.Health;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.oprf.PlainOprf;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The holders bank-2, bank-3 and fiu, of which two must evaluate, and police, which asks: in this JVM, over real TLS. */
final class LookupNetwork implements AutoCloseable {

    static final List<String> HOLDERS = List.of("bank-2", "bank-3", "fiu");

    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    final TrialNetwork trial;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Path folder;
    private final Map<String, HolderNode> nodes = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final RequestClient client;
    private Network network;

    LookupNetwork(Path folder) throws Exception {
        this.folder = folder;
        trial = Trials.withLookup(3);
        network = trial.network();
        client = new RequestClient(
                new Topology(trial.network(), "police"),
                Trials.tls(trial, "police"),
                HolderNode.CLIENT,
                new SimpleMeterRegistry());
    }

    /** From now on nodes start with a network file that wants these keys. */
    void want(List<Integer> keyEpochs, int refresh) {
        LookupTerms now = network.lookup().orElseThrow();
        network = new Network(
                network.hash(),
                network.name(),
                network.rates(),
                network.policy(),
                network.localTransfers(),
                network.timing(),
                network.limits(),
                Optional.of(new LookupTerms(
                        now.parameters(), now.threshold(), keyEpochs, refresh, now.quotas(), now.fourEyesAbove())),
                network.institutions());
    }

    /** The network file's word that a node trusts; the links' hello compares the hash of the trial's. */
    void start(String holder) throws Exception {
        start(holder, answer -> answer);
    }

    void start(String holder, Function<byte[], byte[]> lying) throws Exception {
        stop(holder);
        nodes.put(holder, new HolderNode(trial, network, holder, folder, terms(), lying));
    }

    void startAll() throws Exception {
        for (String holder : HOLDERS) {
            start(holder);
        }
    }

    void stop(String holder) {
        HolderNode node = nodes.remove(holder);
        if (node != null) {
            node.close();
        }
    }

    /** Waits until the holders that are up say this of themselves. */
    void awaitHealth(Health.State state, String detail) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!nodes.values().stream()
                .map(HolderNode::health)
                .allMatch(health -> health.state() == state && health.detail().contains(detail))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not %s within %s: %s"
                        .formatted(
                                detail,
                                PATIENCE,
                                nodes.values().stream().map(HolderNode::health).toList()));
            }
            Thread.sleep(20);
        }
    }

    void awaitEstablished() throws InterruptedException {
        awaitHealth(Health.State.UP, "established");
    }

    /** Which takes no holder for a silent one, however slow this machine is. */
    OprfEvaluator evaluator() {
        Duration patience = Duration.ofSeconds(20);
        return new OprfEvaluator(network, client, meters, Clock.systemUTC(), patience, patience, workers);
    }

    /** With an authorisation of police for so many evaluations. */
    EvaluationTerms terms(long quota) throws Exception {
        return soon(authorisation(quota));
    }

    static EvaluationTerms soon(SignedAuthorisation authorisation) {
        return new EvaluationTerms(authorisation, Deadline.in(PATIENCE), EvaluationListener.NONE);
    }

    /** Of police, for so many evaluations, valid for an hour from {@code clock}'s time on. */
    SignedAuthorisation authorisation(long quota, Clock clock) throws Exception {
        AuthorisationIssuer issuer = new AuthorisationIssuer(
                terms(),
                new IssuingPolicy(quota, Duration.ofHours(1), 1),
                trial.identity("police"),
                new AuthorisationCheck(terms(), new ListedKeys(trial.network()), clock),
                clock,
                new SecureRandom());
        return issuer.authorise(new Grounds("2026-17", "Police Act, section 24", Purpose.ASK), quota);
    }

    SignedAuthorisation authorisation(long quota) throws Exception {
        return authorisation(quota, Clock.systemUTC());
    }

    /** The function under the whole key, put together from the shares that two holders keep. */
    PlainOprf plain(int epoch) throws Exception {
        BigInteger first = share(epoch, 1);
        BigInteger second = share(epoch, 2);
        BigInteger atZero = first.shiftLeft(1).subtract(second);
        return PlainOprf.of(bytes(atZero.multiply(BigInteger.valueOf(6)).mod(ORDER)));
    }

    Path folder(String holder) {
        return folder.resolve(holder).resolve("keys");
    }

    private BigInteger share(int epoch, int holder) throws Exception {
        return new KeyFolder(folder(HOLDERS.get(holder - 1)), HolderNode.PASSWORD, holder)
                .load().stream()
                        .filter(key -> key.epoch() == epoch)
                        .map(key -> new BigInteger(1, key.share().secret()))
                        .reduce((older, newer) -> newer)
                        .orElseThrow();
    }

    private static byte[] bytes(BigInteger scalar) {
        byte[] bytes = new byte[32];
        byte[] magnitude = scalar.toByteArray();
        int from = Math.max(0, magnitude.length - 32);
        System.arraycopy(magnitude, from, bytes, 32 - (magnitude.length - from), magnitude.length - from);
        return bytes;
    }

    private AuthorisationTerms terms() {
        return new AuthorisationTerms(trial.network().hash(), Duration.ofDays(7), 10_000, 100_000);
    }

    HolderNode node(String holder) {
        return Objects.requireNonNull(nodes.get(holder));
    }

    @Override
    public void close() {
        HOLDERS.forEach(this::stop);
        client.close();
        workers.shutdownNow();
    }
}
