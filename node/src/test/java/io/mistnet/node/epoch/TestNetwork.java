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
import java.util.ArrayList;
import java.util.Collections;
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
    /** Who has no link of its own to whom, as a bank. */
    private final Map<String, String> without = new ConcurrentHashMap<>();

    /** What each bank committed to last, to each compute party; it may have been lost. */
    private final Map<String, EpochMessage.Commitment> commitments = new ConcurrentHashMap<>();

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

    /** Deadlines that nobody misses who does not mean to. */
    record Pace(Duration interval, Duration join, Duration dealing, Duration compute, Duration releaseEvery) {

        static final Pace PATIENT = new Pace(
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ZERO);

        Pace every(Duration time) {
            return new Pace(time, join, dealing, compute, releaseEvery);
        }

        Pace joiningIn(Duration time) {
            return new Pace(interval, time, dealing, compute, releaseEvery);
        }

        Pace dealingIn(Duration time) {
            return new Pace(interval, join, time, compute, releaseEvery);
        }

        Pace computingIn(Duration time) {
            return new Pace(interval, join, dealing, time, releaseEvery);
        }

        Pace releasingEvery(Duration time) {
            return new Pace(interval, join, dealing, compute, time);
        }

        EpochTiming timing() {
            return new EpochTiming(
                    interval, join, dealing, compute, Duration.ofDays(1), Duration.ofHours(1), releaseEvery);
        }
    }

    TestNetwork(Path folder) {
        this(folder, Pace.PATIENT);
    }

    TestNetwork(Path folder, Pace pace) {
        this.folder = folder;
        terms = new EpochTerms(
                Sha256.of(new byte[] {1}), Policy.defaults(), pace.timing(), new Limits(10_000, 10_000), 3);
    }

    /** The coordinator comes last, and hears of the compute parties last: no epoch is begun before all banks are there. */
    TestNetwork startAll() {
        fromTheLast().forEach(this::start);
        return this;
    }

    private static List<String> fromTheLast() {
        List<String> banks = new ArrayList<>(BANKS);
        Collections.reverse(banks);
        return banks;
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
        for (String other : fromTheLast()) {
            if (nodes.containsKey(other)) {
                tellCoordinator(self, new EpochCoordinator.Connected(other));
                tellCoordinator(other, new EpochCoordinator.Connected(self));
            }
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

    /** A bank has lost its own link to a compute party, which nobody else notices. */
    void disconnect(String bank, String compute) {
        without.put(bank, compute);
    }

    /** That link is back. */
    void connect(String bank) {
        String compute = Objects.requireNonNull(without.remove(bank));
        Objects.requireNonNull(nodes.get(bank))
                .data()
                .ifPresent(data -> data.tell(new DataParticipant.Connected(compute)));
    }

    /** Hands a message to a node as if it came over the sender's link. */
    void deliver(String from, String to, EpochMessage message) {
        if (message instanceof EpochMessage.Commitment commitment) {
            boolean lost = to.equals(without.get(from));
            commitments.put(from + " to " + to, commitment);
            if (lost) {
                return;
            }
        }
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

    EpochMessage.Commitment awaitCommitment(String bank, String compute) {
        return Eventually.some(() -> Optional.ofNullable(commitments.get(bank + " to " + compute)));
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
