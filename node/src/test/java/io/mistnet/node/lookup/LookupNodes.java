package io.mistnet.node.lookup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.answering.DeskLimits;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.oprf.CeremonyTiming;
import io.mistnet.node.oprf.ListedKeys;
import io.mistnet.node.oprf.OprfEvaluator;
import io.mistnet.node.oprf.OprfRole;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.ClientSettings;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.request.RequestServer;
import io.mistnet.node.request.ServerSettings;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** A whole lookup in this JVM, over real TLS: the host registry, the holders bank-2, bank-3 and fiu, and whoever asks. It notes all requests, and lies where a test wants it to. */
final class LookupNodes implements AutoCloseable {

    static final List<String> HOLDERS = List.of("bank-2", "bank-3", "fiu");
    static final String HOST = "registry";
    static final Asking ASKING = new Asking("detective-7", "OP-2026-4711", "Police Act, section 24");

    private static final Password PASSWORD = Password.of("a password for tests");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ClientSettings CLIENT = new ClientSettings(
            Duration.ofSeconds(20), 8, Duration.ofSeconds(20), Duration.ofMillis(20), Duration.ofMillis(100));
    private static final CeremonyTiming TIMING = new CeremonyTiming(
            Duration.ofMillis(50),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofMillis(200),
            Duration.ofSeconds(30));

    /** A request that a node answered. */
    record Exchanged(String to, RequestKind kind, String from, byte[] request, byte[] reply) {}

    /** What a node sends instead of its reply. */
    @FunctionalInterface
    interface Lie {
        byte[] reply(byte[] request, byte[] reply) throws Exception;
    }

    final TrialNetwork trial = Trials.withLookup(3);
    final Network network = trial.network();
    final LookupTerms terms = network.lookup().orElseThrow();
    final Queue<Exchanged> exchanged = new ConcurrentLinkedQueue<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<RequestKind, Lie> lies = new ConcurrentHashMap<>();
    private final Path folder;
    private volatile String spared = "";
    private final Map<String, Deque<AutoCloseable>> open = new HashMap<>();
    private final Map<String, OprfRole> holders = new HashMap<>();
    private final Map<String, AuditLog> audits = new HashMap<>();

    LookupNodes(Path folder) throws Exception {
        this.folder = folder;
    }

    static DeskLimits limits(int questionsPerHour, int uploadsPerHour) {
        return new DeskLimits(1, 2, 4, 64, 32, 2, questionsPerHour, uploadsPerHour, 4, 16);
    }

    /** Starts holders and host, and waits for the key. */
    LookupNodes started() throws Exception {
        for (String holder : HOLDERS) {
            startHolder(holder);
        }
        startHost(HOST, limits(1_000_000, 1_000_000));
        return this;
    }

    /** @param signer whose key signs the answers */
    HostRole startHost(String signer, DeskLimits limits) throws Exception {
        HostRole host =
                new HostRole(network, trial.identity(signer), folder.resolve(HOST), limits, Clock.systemUTC(), meters);
        keep(HOST, host);
        serve(HOST, host.handlers());
        await("the host is up", () -> host.health().health().state() == io.mistnet.node.http.Health.State.UP);
        return host;
    }

    void startHolder(String holder) throws Exception {
        RequestClient client = client(holder);
        OprfRole role = new OprfRole(
                network,
                trial.identity(holder),
                PASSWORD,
                folder.resolve(holder),
                authorisations(),
                client,
                TIMING,
                meters,
                Clock.systemUTC());
        keep(holder, role);
        holders.put(holder, role);
        serve(holder, role.handlers());
        role.start();
        if (holders.keySet().containsAll(HOLDERS)) {
            await(
                    "all holders have the key, and know it",
                    () -> holders.values().stream()
                            .allMatch(one -> one.health().health().detail().contains("established")));
        }
    }

    private void serve(String institution, Map<RequestKind, RequestHandler> handlers) throws Exception {
        Map<RequestKind, RequestHandler> noted = new HashMap<>();
        handlers.forEach((kind, handler) -> noted.put(kind, noted(institution, kind, handler)));
        keep(
                institution,
                new RequestServer(
                        new Topology(network, institution),
                        Trials.tls(trial, institution),
                        roomy(ServerSettings.of(8, 64)),
                        network.institution(institution).lookup().orElseThrow().resolve(),
                        noted,
                        meters));
    }

    private RequestHandler noted(String institution, RequestKind kind, RequestHandler handler) {
        return (from, request, deadline) -> {
            byte[] reply = handler.handle(from, request, deadline);
            exchanged.add(new Exchanged(institution, kind, from, request, reply));
            Lie lie = lies.get(kind);
            try {
                return lie == null || from.equals(spared) ? reply : lie.reply(request, reply);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** From now on no lies to this institution. */
    void spare(String institution) {
        spared = institution;
    }

    void lie(RequestKind kind, Lie lie) {
        lies.put(kind, lie);
    }

    void tellTheTruth() {
        lies.clear();
    }

    /** The requests of a kind so far. */
    List<Exchanged> exchanged(RequestKind kind) {
        return exchanged.stream().filter(request -> request.kind() == kind).toList();
    }

    /** The role of one that asks and contributes. Its approved authorisations are good for 1,000 evaluations each. */
    AskerRole asker(String institution) throws Exception {
        Path data = Files.createDirectories(folder.resolve("asker-" + institution));
        AuditLog audit = audits.get(institution);
        if (audit == null) {
            audit = AuditLog.openIn(data, trial.identity(institution), Clock.systemUTC());
            audits.put(institution, audit);
            keep("askers", audit);
        }
        AskerRole role = new AskerRole(
                network,
                trial.identity(institution),
                audit,
                data,
                authorisations(),
                new IssuingPolicy(1_000, Duration.ofHours(1), 100),
                client(institution),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        keep("askers", role);
        return role;
    }

    RequestClient client(String institution) throws Exception {
        RequestClient client = new RequestClient(
                new Topology(network, institution), Trials.tls(trial, institution), CLIENT, new SimpleMeterRegistry());
        keep(HOLDERS.contains(institution) && !open.containsKey(institution) ? institution : "askers", client);
        return client;
    }

    /** What turns selectors into tags, with an authorisation of this institution. */
    SelectorEvaluation evaluation(String institution) throws Exception {
        ExecutorService workers = Executors.newCachedThreadPool();
        keep("askers", workers::shutdownNow);
        Clock clock = Clock.systemUTC();
        AuthorisationTerms authorisations = authorisations();
        return new SelectorEvaluation(
                new OprfEvaluator(
                        network,
                        client(institution),
                        new SimpleMeterRegistry(),
                        clock,
                        Duration.ofSeconds(20),
                        workers),
                new AuthorisationIssuer(
                        authorisations,
                        new IssuingPolicy(1_000, Duration.ofHours(1), 100),
                        trial.identity(institution),
                        new AuthorisationCheck(authorisations, new ListedKeys(network), clock),
                        clock,
                        new SecureRandom()),
                terms.parameters().occurrences());
    }

    /** Questions to the host without holders: a test derives tags from OPRF outputs of its own. */
    HostQuestions questions(String institution) throws Exception {
        HostQuestions questions = HostQuestions.open(network, institution, client(institution), new SecureRandom());
        keep("askers", questions);
        return questions;
    }

    private AuthorisationTerms authorisations() {
        return new AuthorisationTerms(
                network.hash(),
                Duration.ofDays(30),
                terms.fourEyesAbove(),
                terms.quotas().evaluationsPerDay());
    }

    static Selector phone(int number) {
        return Selector.parse(SelectorType.PHONE, "+4917012345%02d".formatted(number), Optional.empty());
    }

    static Intelligence intelligence(String contact) {
        return new Intelligence(IntelligenceCategory.MULE_ACCOUNT, LocalDate.of(2026, 3, 1), "", contact);
    }

    static Deadline soon() {
        return Deadline.in(PATIENCE);
    }

    private void keep(String whose, AutoCloseable closeable) {
        open.computeIfAbsent(whose, any -> new ArrayDeque<>()).push(closeable);
    }

    void stop(String institution) throws Exception {
        Deque<AutoCloseable> own = open.getOrDefault(institution, new ArrayDeque<>());
        while (!own.isEmpty()) {
            own.pop().close();
        }
        open.remove(institution);
        holders.remove(institution);
    }

    @Override
    public void close() {
        try {
            stop("askers");
            for (String institution : List.copyOf(open.keySet())) {
                stop(institution);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the network of the test does not stop", e);
        }
    }

    /** @param event that the condition tells of, for the message where it does not come */
    static void await(String event, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within %s: %s".formatted(PATIENCE, event));
            }
            Thread.sleep(5);
        }
    }

    /** Several clients of one institution, which would have one in earnest, do not take each other's connections away. */
    private static ServerSettings roomy(ServerSettings settings) {
        return new ServerSettings(
                settings.handshakeTimeout(),
                settings.mostPending(),
                settings.idleTimeout(),
                settings.pace(),
                64,
                settings.linksInAll(),
                settings.threads(),
                settings.queue(),
                settings.payloadBytes(),
                settings.longest(),
                settings.retryAfter());
    }
}
