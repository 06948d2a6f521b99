package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.ShareChannels.ShareChannel;
import io.mistnet.node.network.EpochTiming;
import io.mistnet.node.network.Limits;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Policy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags of one attempt come from one key: a bank that dealt an attempt twice would let both dealings be linked. However the coordinator errs, and whoever restarts, it does not. */
class DealOnceTest {

    private static final String BANK = "dogwood";
    private static final int INDEX = TestNetwork.BANKS.indexOf(BANK);
    private static final EpochId FIRST = new EpochId(5, 0);
    private static final EpochId SECOND = new EpochId(5, 1);

    @TempDir
    Path folder;

    private final ActorTestKit actors = ActorTestKit.create();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final SampleEconomy economy = new SampleEconomy(TestNetwork.BANKS.size(), 12, 150, 7);
    private final List<EpochMessage> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        actors.shutdownTestKit();
        workers.shutdownNow();
    }

    @Test
    void anAttemptIsDealtOnceThoughTheCoordinatorProposesAndBeginsItAgainAndTheBankRestarts() {
        ActorRef<DataParticipant.Command> bank = start();
        dealt(bank, FIRST);
        assertNotDealtAgain(bank);
        actors.stop(bank);
        ActorRef<DataParticipant.Command> restarted = start();
        assertNotDealtAgain(restarted);
        dealt(restarted, SECOND);
        assertThat(digests(FIRST)).hasSize(3);
        assertThat(digests(SECOND)).doesNotContainAnyElementsOf(digests(FIRST));
    }

    private void dealt(ActorRef<DataParticipant.Command> bank, EpochId id) {
        tell(bank, new Propose(id, Instant.now(), true));
        Join join = Eventually.some(() -> said(Join.class, id).findFirst());
        tell(bank, begin(id, join));
        Eventually.some(() -> Optional.of(digests(id)).filter(digests -> digests.size() == 3));
    }

    private void assertNotDealtAgain(ActorRef<DataParticipant.Command> bank) {
        long declined = said(Decline.class, FIRST).count();
        Join join = said(Join.class, FIRST).findFirst().orElseThrow();
        tell(bank, begin(FIRST, join));
        tell(bank, new Propose(FIRST, Instant.now(), true));
        tell(bank, begin(FIRST, join));
        Eventually.some(() -> said(Decline.class, FIRST).skip(declined).findFirst());
        assertThat(said(Join.class, FIRST)).hasSize(1);
        assertThat(digests(FIRST)).hasSize(3);
    }

    private static Begin begin(EpochId id, Join join) {
        Seat[] seats = new Seat[TestNetwork.BANKS.size()];
        Arrays.fill(seats, Seat.taken(join.sizes()).undisclosed());
        seats[INDEX] = Seat.taken(join.sizes());
        return new Begin(id, List.of(seats));
    }

    private static void tell(ActorRef<DataParticipant.Command> bank, EpochMessage message) {
        bank.tell(new Received(TestNetwork.BANKS.get(0), message));
    }

    private <M extends EpochMessage> Stream<M> said(Class<M> type, EpochId id) {
        return said.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(message -> message.id().equals(id));
    }

    private List<Sha256> digests(EpochId id) {
        return said(Commitment.class, id).map(Commitment::digest).toList();
    }

    private ActorRef<DataParticipant.Command> start() {
        Duration longEnough = Duration.ofSeconds(30);
        EpochTerms terms = new EpochTerms(
                Sha256.of(new byte[] {1}),
                Policy.defaults(),
                new EpochTiming(
                        longEnough,
                        longEnough,
                        longEnough,
                        longEnough,
                        Duration.ofDays(1),
                        Duration.ofHours(1),
                        longEnough),
                new Limits(10_000, 10_000),
                3);
        ResultSink nothing = new ResultSink() {
            @Override
            public void accept(EpochResult result) {}

            @Override
            public Optional<String> objection() {
                return Optional.empty();
            }
        };
        DataSite site = new DataSite(
                TestNetwork.roster(BANK),
                terms,
                (to, message) -> said.add(message),
                (peer, id) -> new Sink(peer),
                new TestSignatures().of(BANK),
                bank -> SampleEconomy.sha256(bank),
                (cutOff, banks) -> economy.snapshot(INDEX),
                nothing,
                event -> {},
                InstantSource.system(),
                new SecureRandom(),
                workers);
        return actors.spawn(DataParticipant.create(site, new EpochMark(folder.resolve("data.mark"))));
    }

    /** Takes whatever is dealt. */
    private record Sink(Peer to) implements ShareChannel {
        @Override
        public String peer() {
            return to.institution();
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {}

        @Override
        public void receive(Step step, long[] words, int offset, int count) {
            throw new PeerLostException(peer(), step, "says nothing");
        }

        @Override
        public void abort(String reason) {}

        @Override
        public void close() {}
    }
}
