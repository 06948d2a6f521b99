package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochEvent.MessageRefused;
import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Accept;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Ran;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.EpochId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network under way takes no harm from what its members may say to it: each message is refused by name, and every bank still gets its results. */
@Tag("slow")
class HostileMessagesTest {

    private static final EpochId LATER = new EpochId(1_000_000, 0);

    @TempDir
    Path folder;

    @Test
    void aBankMayNotCoordinate() {
        assertRefused("dogwood", "birch", new Propose(LATER, Instant.now(), true), "role", "only alder coordinates");
        assertRefused("dogwood", "birch", new Release(LATER, List.of()), "role", "only alder coordinates");
    }

    @Test
    void aBankMayNotSpeakAsAComputeParty() {
        assertRefused("dogwood", "alder", new Accept(LATER), "role", "not a compute party");
        assertRefused("dogwood", "alder", new Ran(LATER, List.of(), new Counts(0, 0)), "role", "not a compute party");
    }

    @Test
    void wordsAboutAnotherAttemptAreRefused() {
        assertRefused("birch", "alder", new Accept(LATER), "state", "not under way");
        assertRefused("alder", "birch", new Begin(LATER, List.of()), "state", "not in that attempt");
        assertRefused("alder", "dogwood", new Release(LATER, List.of()), "state", "not in that attempt");
        assertRefused(
                "dogwood", "birch", new Commitment(LATER, Sha256.of(new byte[0]), new byte[0]), "state", "attempt");
    }

    @Test
    void aPartyMayBlameInstitutionsOfTheNetworkOnly() {
        assertRefused("birch", "alder", new Abort(LATER, "a name made up", "x", "y"), "content", "no institution");
    }

    @Test
    void anEpochAfterWhichNoneWouldBeLeftIsNotTakenPartIn() {
        EpochId last = new EpochId(Long.MAX_VALUE, 0);
        assertRefused("alder", "dogwood", new Propose(last, Instant.now(), true), "state", "too far after");
    }

    @Test
    void anEpochThatIsPastIsNotTakenPartInAgain() {
        assertRefused("alder", "dogwood", new Propose(new EpochId(1, 0), Instant.now(), true), "state", "is not after");
    }

    @Test
    void aCutOffFarFromTheClockIsRefusedByABank() {
        Instant far = Instant.now().plusSeconds(1_000_000);
        assertRefused("alder", "dogwood", new Propose(LATER, far, true), "state", "from this node's clock");
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        try (TestNetwork network = new TestNetwork(folder).startAll()) {
            network.awaitResult("birch", EpochResult::complete);
            network.deliver("dogwood", "birch", new byte[] {1, 2, 3});
            network.await("birch", MessageRefused.class, e -> e.kind().equals("malformed"));
            goesOn(network);
        }
    }

    @Test
    void aBankThatAnnouncesMoreThanTheCapsIsLeftOutBeforeAnythingIsReceived() {
        try (TestNetwork network = new TestNetwork(folder)) {
            network.replaceJoins("dogwood", id -> new Join(id, new BlockSizes(1 << 20, 8, 8)));
            network.startAll();
            EpochEvent.BankLeftOut leftOut = network.await(
                    "alder", EpochEvent.BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(leftOut.reason()).contains("the network allows 10000");
            network.awaitResult("birch", r -> !r.complete());
        }
    }

    @Test
    void aBankThatSignsSomethingElseIsLeftOutAndNamed() {
        try (TestNetwork network = new TestNetwork(folder)) {
            network.forgeCommitments("dogwood");
            network.startAll();
            EpochEvent.BankLeftOut leftOut = network.await(
                    "alder", EpochEvent.BankLeftOut.class, e -> e.bank().equals("dogwood"));
            assertThat(leftOut.reason()).contains("commitment");
            network.awaitResult("birch", r -> !r.complete());
            network.awaitResult("alder", r -> !r.complete());
        }
    }

    @Test
    void aCommitmentThatIsSaidAgainIsNoOffenceAndAnotherOneIs() {
        try (TestNetwork network = new TestNetwork(folder)) {
            // holds the epoch open
            network.shares.stall("dogwood", "cedar");
            network.startAll();
            Commitment said = network.awaitCommitment("dogwood", "birch");
            network.deliver("dogwood", "birch", said);
            network.deliver("dogwood", "birch", new Commitment(said.id(), Sha256.of(new byte[] {1}), said.signature()));
            MessageRefused refused = network.await("birch", MessageRefused.class, e -> true);
            assertThat(refused.from()).isEqualTo("dogwood");
            assertThat(refused.reason()).contains("something else");
            assertThat(network.events("birch"))
                    .filteredOn(MessageRefused.class::isInstance)
                    .hasSize(1);
        }
    }

    private void assertRefused(String from, String to, EpochMessage message, String kind, String reason) {
        try (TestNetwork network = new TestNetwork(folder).startAll()) {
            network.awaitResult("birch", EpochResult::complete);
            network.deliver(from, to, message);
            MessageRefused refused =
                    network.await(to, MessageRefused.class, e -> e.reason().contains(reason));
            assertThat(refused.from()).isEqualTo(from);
            assertThat(refused.kind()).isEqualTo(kind);
            goesOn(network);
        }
    }

    private static void goesOn(TestNetwork network) {
        long now = network.results("dogwood").stream()
                .mapToLong(EpochResult::epoch)
                .max()
                .orElse(0);
        network.awaitResult("dogwood", r -> r.epoch() > now + 1 && r.complete());
    }
}
