package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochEvent.Aborted;
import io.mistnet.node.epoch.EpochEvent.BankLeftOut;
import io.mistnet.node.epoch.EpochEvent.Begun;
import io.mistnet.node.epoch.EpochEvent.Completed;
import io.mistnet.node.epoch.EpochEvent.NotBegun;
import io.mistnet.node.epoch.EpochEvent.Opened;
import io.mistnet.node.epoch.TestNetwork.Pace;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.PlainPropagation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EpochsOfANetworkTest {

    /** A deadline that somebody misses. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void everyBankOpensWhatThePlainComputationGivesItsAccounts() {
        try (TestNetwork network = new TestNetwork(folder).startAll()) {
            List<Ledger> ledgers = IntStream.range(0, 4)
                    .mapToObj(bank -> network.economy.snapshot(bank).ledger())
                    .toList();
            List<double[]> plain = PlainPropagation.run(ledgers, network.terms.policy());
            for (int bank = 0; bank < 4; bank++) {
                EpochResult result = network.awaitResult(TestNetwork.BANKS.get(bank), EpochResult::complete);
                assertThat(result.values()).containsExactly(plain.get(bank));
                assertThat(result.accounts())
                        .isEqualTo(network.economy.snapshot(bank).accounts());
            }
            Completed completed = network.await("alder", Completed.class, Completed::released);
            assertThat(completed.counts().matchedPairs()).isPositive();
        }
    }

    @Test
    void aBankThatIsAwayIsLeftOutAndNamedAndComesBackLater() {
        try (TestNetwork network = new TestNetwork(folder)) {
            List.of("alder", "birch", "cedar").forEach(network::start);
            BankLeftOut leftOut =
                    network.await("alder", BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(leftOut.reason()).isEqualTo("not connected");
            assertThat(network.awaitResult("birch", r -> true).complete()).isFalse();

            network.start("dogwood");
            network.awaitResult("dogwood", EpochResult::complete);
        }
    }

    @Test
    void aBankThatDoesNotAnswerIsLeftOutAtTheJoinDeadline() {
        try (TestNetwork network = new TestNetwork(folder, Pace.PATIENT.joiningIn(SHORT))) {
            network.mute.add("dogwood");
            network.startAll();
            BankLeftOut leftOut =
                    network.await("alder", BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(leftOut.reason()).isEqualTo("no answer by the join deadline");
            network.awaitResult("cedar", r -> !r.complete());
        }
    }

    @Test
    void aBankThatIsStuckWhileDealingIsLeftOutAtTheDealingDeadlineAndTheOthersGoOn() {
        try (TestNetwork network = new TestNetwork(folder, Pace.PATIENT.dealingIn(SHORT))) {
            network.shares.stall("dogwood");
            network.startAll();
            BankLeftOut leftOut =
                    network.await("alder", BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(leftOut.reason()).contains("by the dealing deadline");
            assertThat(network.awaitResult(
                                    "birch", r -> r.epoch() == leftOut.id().epoch())
                            .complete())
                    .isFalse();
            network.await("dogwood", BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(network.results("dogwood")).isEmpty();

            network.shares.unstall("dogwood");
            network.awaitResult("dogwood", EpochResult::complete);
        }
    }

    @Test
    void aBankWhoseLinkToAComputePartyIsNotBackYetCommitsToItsInputAsSoonAsItIs() {
        try (TestNetwork network = new TestNetwork(folder)) {
            network.disconnect("dogwood", "cedar");
            network.startAll();
            EpochId id = network.awaitCommitment("dogwood", "cedar").id();
            network.connect("dogwood");
            assertThat(network.awaitResult("dogwood", result -> result.epoch() == id.epoch())
                            .complete())
                    .isTrue();
        }
    }

    @Test
    void aBankWhoseLinkToAComputePartyStaysAwayIsLeftOut() {
        try (TestNetwork network = new TestNetwork(folder, Pace.PATIENT.dealingIn(SHORT))) {
            network.disconnect("dogwood", "cedar");
            network.startAll();
            BankLeftOut leftOut =
                    network.await("alder", BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(leftOut.reason()).contains("in time");
        }
    }

    @Test
    void aBankThatKeepsOneComputePartyWaitingCostsTheOthersNoTimeOfTheirs() {
        Pace pace = Pace.PATIENT.dealingIn(Duration.ofSeconds(5)).computingIn(Duration.ofSeconds(4));
        try (TestNetwork network = new TestNetwork(folder, pace)) {
            network.shares.stall("dogwood", "birch");
            network.startAll();
            Begun begun = network.await("alder", Begun.class, e -> e.banks().contains("dogwood"));
            network.awaitResult("cedar", r -> r.epoch() == begun.id().epoch());
            assertThat(network.events("alder")).noneMatch(Aborted.class::isInstance);
        }
    }

    @Test
    void aComputeNodeKilledInMidEpochAbortsItEverywhereWithItsNameAndTheNextSucceedsAfterItsReturn() {
        try (TestNetwork network = new TestNetwork(folder)) {
            // holds the epoch open in the dealing phase
            network.shares.stall("dogwood");
            network.startAll();
            Begun begun = network.await("alder", Begun.class, e -> true);
            network.kill("cedar");
            for (String node : List.of("alder", "birch", "dogwood")) {
                Aborted aborted = network.await(node, Aborted.class, e -> e.id().equals(begun.id()));
                assertThat(aborted.peer()).isEqualTo("cedar");
                assertThat(aborted.step()).isNotEmpty();
            }
            network.await("alder", NotBegun.class, e -> e.peer().equals("cedar"));
            TestNetwork.BANKS.forEach(bank -> assertThat(network.results(bank)).isEmpty());

            network.shares.unstall("dogwood");
            network.start("cedar");
            for (String bank : TestNetwork.BANKS) {
                assertThat(network.awaitResult(bank, EpochResult::complete).epoch())
                        .isGreaterThan(begun.id().epoch());
            }
        }
    }

    @Test
    void anEpochThatFailsOnceIsTriedAgainWithTheSameCutOff() {
        try (TestNetwork network = new TestNetwork(folder, Pace.PATIENT.every(Duration.ofSeconds(5)))) {
            network.shares.stall("dogwood");
            network.startAll();
            Begun first = network.await("alder", Begun.class, e -> true);
            network.deliver("birch", "alder", new EpochMessage.Abort(first.id(), "birch", "somewhere", "for a test"));
            network.shares.unstall("dogwood");
            Completed completed = network.await("alder", Completed.class, e -> true);
            assertThat(completed.id().epoch()).isEqualTo(first.id().epoch());
            assertThat(completed.id().attempt()).isEqualTo(1);
            TestNetwork.BANKS.forEach(bank -> network.awaitResult(bank, EpochResult::complete));
        }
    }

    @Test
    void aCoordinatorThatRestartsNeverUsesAnEpochTwice() {
        try (TestNetwork network = new TestNetwork(folder).startAll()) {
            long before = network.awaitResult("dogwood", r -> true).epoch();
            network.kill("alder");
            network.start("alder");
            assertThat(network.awaitResult("dogwood", r -> r.epoch() > before).epoch())
                    .isGreaterThan(before);
            assertThat(network.results("dogwood").stream().map(EpochResult::epoch))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aCoordinatorThatLostItsMarkCatchesUpWithTheOthers() throws IOException {
        try (TestNetwork network = new TestNetwork(folder).startAll()) {
            long before = network.awaitResult("dogwood", r -> r.epoch() >= 3).epoch();
            network.kill("alder");
            Files.delete(folder.resolve("alder-coordinator.mark"));
            network.start("alder");
            network.awaitResult("dogwood", r -> r.epoch() > before + 1);
            assertThat(network.results("dogwood").stream().map(EpochResult::epoch))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void resultsAreReleasedNoMoreOftenThanThePolicySays() {
        Duration every = Duration.ofSeconds(3);
        Pace pace = Pace.PATIENT.every(Duration.ofMillis(300)).releasingEvery(every);
        try (TestNetwork network = new TestNetwork(folder, pace).startAll()) {
            network.await("alder", Completed.class, e -> !e.released());
            Eventually.some(() -> Stream.of(network.results("dogwood"))
                    .filter(results -> results.size() >= 3)
                    .findFirst());
            List<EpochResult> results = List.copyOf(network.results("dogwood"));
            for (int i = 1; i < results.size(); i++) {
                assertThat(Duration.between(
                                results.get(i - 1).cutOff(), results.get(i).cutOff()))
                        .isGreaterThanOrEqualTo(every);
            }
        }
    }

    @Test
    void whatBanksSignedForIsKept() throws IOException {
        try (TestNetwork network = new TestNetwork(folder).startAll()) {
            long epoch = network.awaitResult("alder", EpochResult::complete).epoch();
            EpochId id = network.await("alder", Opened.class, e -> e.id().epoch() == epoch)
                    .id();
            String attempt = "\"epoch\":%d,\"attempt\":%d,".formatted(id.epoch(), id.attempt());
            for (String compute : List.of("alder", "birch", "cedar")) {
                assertThat(evidence(compute))
                        .filteredOn(line -> line.contains(attempt))
                        .hasSize(4);
            }
        }
    }

    /** The lines of all days. */
    private List<String> evidence(String compute) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> days = Files.list(folder.resolve(compute + "-evidence"))) {
            for (Path day : days.sorted().toList()) {
                lines.addAll(Files.readAllLines(day));
            }
        }
        return lines;
    }
}
