package io.mistnet.node.epoch;

import io.mistnet.node.network.EpochTiming;
import io.mistnet.node.network.Limits;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.sharing.Party;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/** Three compute parties and some banks in one process: real actors, real protocol, real messages; links in memory. The first three banks compute. */
final class TestNetwork implements AutoCloseable {

    static final List<String> BANKS = List.of("alder", "birch", "cedar", "dogwood");

    final MemoryShareLinks shares = new MemoryShareLinks();
    final SampleEconomy economy = new SampleEconomy(BANKS.size(), 12, 150, 7);
    final EpochTerms terms;
    private final Map<String, List<EpochEvent>> events = new ConcurrentHashMap<>();
    private final Map<String, List<EpochResult>> results = new ConcurrentHashMap<>();
    final Set<String> mute = ConcurrentHashMap.newKeySet();

    private final Map<String, UnaryOperator<EpochMessage>> lies = new ConcurrentHashMap<>();
    private final ActorTestKit actors = ActorTestKit.create();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final TestSignatures signatures = new TestSignatures();
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Path folder;

    private record Node(
            Optional<ActorRef<EpochCoordinator.Command>> coordinator,
            Optional<ActorRef<ComputeParticipant.Command>> compute,
            Optional<ActorRef<DataParticipant.Command>> data,
            EpochInbox inbox) {}

    TestNetwork(Path folder) {
        this(folder, Duration.ofMillis(500), Duration.ZERO);
    }

    TestNetwork(Path folder, Duration interval, Duration releaseEvery) {
        this(folder, interval, releaseEvery, Duration.ofSeconds(5));
    }

    TestNetwork(Path folder, Duration interval, Duration releaseEvery, Duration computeDeadline) {
        this.folder = folder;
        EpochTiming timing = new EpochTiming(
                interval,
                Duration.ofMillis(800),
                Duration.ofMillis(1500),
                computeDeadline,
                Duration.ofDays(1),
                Duration.ofHours(1),
                releaseEvery);
        terms = new EpochTerms(Sha256.of(new byte[] {1}), Policy.defaults(), timing, new Limits(10_000, 10_000), 3);
    }

    TestNetwork startAll() {
        BANKS.forEach(this::start);
        return this;
    }

    static Roster roster(String self) {
        return new Roster(self, Map.of(Party.P0, BANKS.get(0), Party.P1, BANKS.get(1), Party.P2, BANKS.get(2)), BANKS);
    }

    /** Starts a node, or starts it again after {@link #kill}; what it keeps on disk is still there. */
    void start(String self) {
        Roster roster = roster(self);
        EpochListener listener = event -> events(self).add(event);
        EpochOutbox outbox = (to, message) -> deliver(self, to, message);
        Optional<ActorRef<EpochCoordinator.Command>> coordinator = Optional.of(self)
                .filter(roster.coordinator()::equals)
                .map(me -> actors.spawn(EpochCoordinator.create(
                        new CoordinatorSite(roster, terms, outbox, listener, InstantSource.system()),
                        mark(self, "coordinator"))));
        Optional<ActorRef<ComputeParticipant.Command>> compute = roster.party(self)
                .map(party -> actors.spawn(ComputeParticipant.create(
                        new ComputeSite(
                                roster,
                                party,
                                terms,
                                outbox,
                                shares.of(self),
                                signatures.of(self),
                                new EvidenceLog(folder.resolve(self + "-evidence"), InstantSource.system()),
                                listener,
                                InstantSource.system(),
                                new SecureRandom(),
                                workers),
                        mark(self, "compute"))));
        Optional<ActorRef<DataParticipant.Command>> data = Optional.of(actors.spawn(DataParticipant.create(
                new DataSite(
                        roster,
                        terms,
                        outbox,
                        shares.of(self),
                        signatures.of(self),
                        bank -> SampleEconomy.sha256(self.compareTo(bank) < 0 ? self + bank : bank + self),
                        (cutOff, banks) -> economy.snapshot(banks.indexOf(self)),
                        sink(self),
                        listener,
                        InstantSource.system(),
                        new SecureRandom(),
                        workers),
                mark(self, "data"))));
        shares.revive(self);
        nodes.put(
                self,
                new Node(coordinator, compute, data, new EpochInbox(roster, listener, coordinator, compute, data)));
        for (String other : nodes.keySet()) {
            tellCoordinator(self, new EpochCoordinator.Connected(other));
            tellCoordinator(other, new EpochCoordinator.Connected(self));
        }
    }

    /** Ends a node at once, as {@code kill -9} does. */
    void kill(String self) {
        Node node = Objects.requireNonNull(nodes.remove(self));
        shares.kill(self);
        node.coordinator().ifPresent(actors::stop);
        node.compute().ifPresent(actors::stop);
        node.data().ifPresent(actors::stop);
        nodes.keySet().forEach(other -> tellCoordinator(other, new EpochCoordinator.Disconnected(self)));
    }

    /** What a bank says instead of what its node would say when it joins. */
    void replaceJoins(String bank, Function<EpochId, EpochMessage> lie) {
        lies.put(bank, message -> message instanceof EpochMessage.Join ? lie.apply(message.id()) : message);
    }

    /** A bank signs another digest than that of what it dealt. */
    void forgeCommitments(String bank) {
        lies.put(
                bank,
                message -> message instanceof EpochMessage.Commitment commitment
                        ? new EpochMessage.Commitment(message.id(), Sha256.of(new byte[0]), commitment.signature())
                        : message);
    }

    /** Hands a message to a node as if it came over the sender's link. */
    void deliver(String from, String to, EpochMessage message) {
        deliver(
                from,
                to,
                EpochCodec.encode(lies.getOrDefault(from, said -> said).apply(message)));
    }

    void deliver(String from, String to, byte[] payload) {
        Node node = nodes.get(to);
        if (node != null && nodes.containsKey(from) && !mute.contains(from)) {
            node.inbox().receive(from, payload);
        }
    }

    List<EpochEvent> events(String node) {
        return events.computeIfAbsent(node, n -> new CopyOnWriteArrayList<>());
    }

    /** What the bank has opened so far. */
    List<EpochResult> results(String bank) {
        return results.computeIfAbsent(bank, b -> new CopyOnWriteArrayList<>());
    }

    <E extends EpochEvent> E await(String node, Class<E> type, Predicate<E> matching) {
        return Eventually.some(() -> events(node).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(matching)
                .findFirst());
    }

    EpochResult awaitResult(String bank, Predicate<EpochResult> matching) {
        return Eventually.some(() -> results(bank).stream().filter(matching).findFirst());
    }

    private void tellCoordinator(String node, EpochCoordinator.Command command) {
        Node known = nodes.get(node);
        if (known != null) {
            known.coordinator().ifPresent(coordinator -> coordinator.tell(command));
        }
    }

    private ResultSink sink(String self) {
        return new ResultSink() {
            @Override
            public void accept(EpochResult result) {
                results(self).add(result);
            }

            @Override
            public Optional<String> objection() {
                return Optional.empty();
            }
        };
    }

    private EpochMark mark(String self, String role) {
        return new EpochMark(folder.resolve(self + "-" + role + ".mark"));
    }

    @Override
    public void close() {
        List.copyOf(nodes.keySet()).forEach(this::kill);
        actors.shutdownTestKit();
        workers.shutdownNow();
    }
}
