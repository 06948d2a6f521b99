package io.mistnet.node.oprf;

import static io.mistnet.node.oprf.MemoryHolders.EPOCH;
import static io.mistnet.node.oprf.MemoryHolders.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.network.Sha256;
import io.mistnet.node.oprf.KeyCeremony.Progress;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.oprf.PublicShares;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three holders, bank-2, bank-3 and fiu, make and refresh a key. */
class KeyCeremonyTest {

    @TempDir
    private Path folder;

    private TrialNetwork trial;
    private MemoryHolders network;

    @BeforeEach
    void threeHolders() throws Exception {
        trial = Trials.withLookup(3);
        network = new MemoryHolders(trial, folder, 0);
    }

    @Test
    void aKeyIsMadeFromNothingAndSignedByAll() throws Exception {
        network.startAll();
        network.untilDone();

        PublicShares shares = network.established(1).signed().statement().publicShares();
        for (int holder = 1; holder <= 3; holder++) {
            KeptKey key = network.established(holder);
            assertThat(key.share().holder()).isEqualTo(holder);
            assertThat(key.signed().statement().publicShares()).isEqualTo(shares);
            assertThat(VerifiedKey.check(network.holders, EPOCH, key.signed()).generation())
                    .isZero();
            assertThat(network.record(holder).lines()).contains("established 0");
        }
    }

    @Test
    void holdersThatStartLateAreNamedAndWaitedFor() throws Exception {
        network.start(1);
        network.turns(40);
        assertThat(network.ceremony(1).state()).isEqualTo("waiting for bank-3, fiu");
        network.start(2);
        network.turns(40);
        assertThat(network.ceremony(1).state()).isEqualTo("waiting for fiu");
        network.start(3);

        network.untilDone();
    }

    @Test
    void aHolderThatRestartsInMidRunBeginsANewRunWithTheOthers() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> query.round() < 2 ? reply : withoutMessages(reply));
        network.turns(3);
        assertThat(network.ceremony(1).state()).startsWith("waiting in round 2");

        network.start(2);
        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();

        assertThat(network.record(1).lines()).contains("state bank-3 began anew");
        assertThat(network.established(1).run())
                .isEqualTo(network.established(2).run())
                .isEqualTo(network.established(3).run());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHolderThatShowsAnotherNonceAtEachLookKeepsNobodyBusy() throws Exception {
        SecureRandom random = new SecureRandom();
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> sender == 2 ? withNonce(reply, random) : reply);
        network.turns(10);
        assertThat(network.record(1).lines())
                .filteredOn("state in a run"::equals)
                .hasSizeBetween(1, 10);

        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();
    }

    @Test
    void aHolderThatFallsSilentEndsTheRunAfterAWhileAndIsNamed() throws Exception {
        network.startAll();
        network.tamper(
                (sender, receiver, query, reply) -> sender == 3 && query.round() == 4 ? withoutMessages(reply) : reply);
        network.turns(45);
        assertThat(network.record(1).lines()).contains("given up waiting in round 4 for fiu");

        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();
    }

    @Test
    void aHolderThatHasEndedLeavesItsFolderAsItIs() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> sender == 3 ? withoutKey(reply) : reply);
        network.turns(8);
        byte[] pending = Files.readAllBytes(network.file(1, 0));
        network.keys(1).close();

        network.tamper((sender, receiver, query, reply) -> reply);
        assertThatThrownBy(() -> network.turns(8)).hasMessageContaining("this holder has ended");

        assertThat(network.file(1, 0)).hasBinaryContent(pending);
    }

    @Test
    void aKeptShareIsSettledAfterARestart() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> sender == 3 ? withoutKey(reply) : reply);
        network.turns(8);
        KeptKey kept = network.keys(1).pending(EPOCH).orElseThrow();

        network.startAll();
        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();

        assertThat(network.established(1).run()).isEqualTo(kept.run());
    }

    @Test
    void oneWhoHasAllSignaturesGivesThemToTheOthersAfterARestart() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> receiver != 1 ? withoutKey(reply) : reply);
        network.turns(8);
        KeptKey first = network.established(1);
        assertThat(network.keys(2).established(EPOCH)).isEmpty();

        network.start(2);
        network.start(3);
        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();

        assertThat(network.established(2).run()).isEqualTo(first.run());
    }

    @Test
    void aRunWhoseShareOneHolderNeverKeptIsForgottenByAll() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> withoutKey(reply));
        network.turns(8);
        KeptKey dead = network.keys(1).pending(EPOCH).orElseThrow();

        Files.delete(network.file(2, 0));
        network.start(2);
        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();

        assertThat(network.established(1).run()).isNotEqualTo(dead.run());
        assertThat(network.established(1).signed().statement())
                .isEqualTo(network.established(2).signed().statement());
    }

    @Test
    void aHolderThatLostItsShareOfAnEstablishedKeyMakesNoOtherOne() throws Exception {
        network.startAll();
        network.untilDone();
        KeptKey key = network.established(1);

        Files.delete(network.file(2, 0));
        network.start(2);
        network.turns(60);

        assertThat(network.ceremony(2).state()).startsWith("lost: all holders signed a key");
        assertThat(network.established(1).run()).isEqualTo(key.run());
    }

    @Test
    void aDealerWhoDealsWrongSharesToAllIsNamedAndTheKeyIsMadeWithoutIt() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) ->
                sender == 2 && reply.privately().isPresent()
                        ? MemoryHolders.withPrivate(reply, wrongShare(query, reply, receiver))
                        : reply);
        network.untilDone();

        assertThat(network.record(1).lines())
                .anyMatch(line -> line.startsWith("fault bank-3: dealt shares that 2 holders complained of"));
        assertThat(network.record(3).lines()).anyMatch(line -> line.startsWith("fault bank-3: "));
    }

    @Test
    void aDealerWhoDealsOneWrongShareIsNamedWithWhomItHarmed() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) ->
                sender == 2 && receiver == 3 && reply.privately().isPresent()
                        ? MemoryHolders.withPrivate(reply, wrongShare(query, reply, receiver))
                        : reply);
        network.untilDone();

        assertThat(network.record(1).lines()).anyMatch(line -> line.startsWith("fault bank-3, fiu: "));
    }

    @Test
    void aHolderThatTellsOthersDifferentThingsGetsNoKeyFromIt() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> sender == 2
                        && receiver == 3
                        && query.round() == 1
                        && reply.broadcast().isPresent()
                ? MemoryHolders.withBroadcast(
                        reply, network.signed(run(query), 1, 2, Place.ALL, new byte[] {0, 0, 0, 1}))
                : reply);
        network.turns(60);

        assertThat(network.keys(1).established(EPOCH)).isEmpty();
        assertThat(network.keys(3).established(EPOCH)).isEmpty();
        assertThat(network.record(3).lines())
                .anyMatch(line -> line.contains("and this holder saw other broadcasts in the same run"));
        assertNames(network.record(1), "bank-3", "bank-2", "fiu");
        assertNames(network.record(3), "bank-3", "fiu", "bank-2");

        network.tamper((sender, receiver, query, reply) -> reply);
        network.untilDone();
    }

    /** Its deal differs already; both have the right shares of the commitments that they were shown. */
    @Test
    void aDealerThatCommitsToDifferentThingsIsNamedWithBothHashes() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> sender == 2
                        && receiver == 3
                        && query.round() == 0
                        && !query.account()
                        && reply.broadcast().isPresent()
                ? MemoryHolders.withBroadcast(
                        reply, network.signed(run(query), 0, 2, Place.ALL, otherCommitments(reply)))
                : reply);
        network.turns(60);

        assertThat(network.keys(1).established(EPOCH)).isEmpty();
        assertNames(network.record(1), "bank-3", "bank-2", "fiu");
        assertNames(network.record(3), "bank-3", "fiu", "bank-2");
    }

    /** Somebody may say that it was told otherwise; without the signature of who should have said so it convicts nobody. */
    @Test
    void whoShowsAMessageThatItsSenderDidNotSignConvictsNobody() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) -> {
            if (sender == 2
                    && receiver == 3
                    && query.round() == 1
                    && reply.broadcast().isPresent()) {
                return MemoryHolders.withBroadcast(
                        reply, network.signed(run(query), 1, 2, Place.ALL, new byte[] {0, 0, 0, 1}));
            }
            // bank-3 says of fiu what fiu says of it
            return sender == 2 && query.account() ? framing(reply) : reply;
        });
        network.turns(60);

        assertThat(network.record(1).lines())
                .anyMatch(line -> line.startsWith("deviated bank-3: "))
                .noneMatch(line -> line.startsWith("deviated fiu: "));
        assertThat(network.record(3).lines()).noneMatch(line -> line.startsWith("deviated bank-2: "));
    }

    private static void assertNames(RecordedCeremony record, String liar, String first, String second) {
        assertThat(record.lines())
                .anyMatch(line -> line.matches(
                        "deviated %s: it told holders different things in round [0-5] of run [0-9a-f]{64}: %s has a message with SHA-256 ([0-9a-f]{64}) and %s one with SHA-256 (?!\\1)[0-9a-f]{64}, both signed by it"
                                .formatted(liar, first, second)))
                .noneMatch(line -> line.startsWith("deviated") && !line.startsWith("deviated " + liar));
    }

    /** Of the same form: the dealer's own two, in the other order. */
    private static byte[] otherCommitments(CeremonyReply reply) {
        byte[] body = reply.broadcast().orElseThrow().body();
        int half = body.length / 2;
        byte[] other = new byte[body.length];
        System.arraycopy(body, half, other, 0, half);
        System.arraycopy(body, 0, other, half, half);
        return other;
    }

    private static CeremonyReply framing(CeremonyReply reply) {
        List<HeardMessage> changed = reply.heard().stream()
                .map(heard -> new HeardMessage(
                        heard.round(),
                        heard.sender(),
                        new SignedMessage(new byte[] {1}, heard.message().signature())))
                .toList();
        return new CeremonyReply(
                reply.nonce(), reply.base(), reply.run(), reply.broadcast(), reply.privately(), reply.key(), changed);
    }

    @Test
    void aMessageThatItsSenderDidNotSignForThisRunIsNotTaken() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) ->
                sender == 2 && reply.broadcast().isPresent()
                        ? MemoryHolders.withBroadcast(
                                reply,
                                network.signed(
                                        Sha256.of(new byte[] {1}),
                                        query.round(),
                                        2,
                                        Place.ALL,
                                        reply.broadcast().get().body()))
                        : reply);
        network.turns(3);

        assertThat(network.record(1).lines())
                .contains("deviated bank-3: its message of round 0 is not signed by it for this run");
        assertThat(network.ceremony(1).state()).startsWith("waiting in round 0 for bank-3");
    }

    @Test
    void aForgedSignatureOfTheStatementEstablishesNothing() throws Exception {
        network.startAll();
        network.tamper((sender, receiver, query, reply) ->
                sender == 2 && reply.key().isPresent()
                        ? MemoryHolders.withKey(
                                reply, reply.key().get().with(2, new byte[64]).with(3, new byte[64]))
                        : reply);
        network.turns(8);

        assertThat(network.keys(1).established(EPOCH)).isEmpty();
        assertThat(network.record(1).lines())
                .contains("deviated bank-3: its signature of the key statement is not its own");
        assertThat(network.ceremony(1).state()).isEqualTo("waiting for the signatures of bank-3");
    }

    @Test
    void aRefreshKeepsTheKeyAndErasesTheOldShares() throws Exception {
        network.startAll();
        network.untilDone();
        KeptKey old = network.established(1);

        MemoryHolders refreshed = new MemoryHolders(trial, folder, 1);
        refreshed.startAll();
        refreshed.untilDone();

        KeptKey key = refreshed.established(1);
        assertThat(key.generation()).isEqualTo(1);
        assertThat(key.share().publicShares().publicKey())
                .isEqualTo(old.share().publicShares().publicKey());
        assertThat(key.share().secret()).isNotEqualTo(old.share().secret());
        assertThat(refreshed.file(1, 0)).doesNotExist();
        assertThat(refreshed.file(1, 1)).exists();
        assertThat(refreshed.keys(1).share(EPOCH, 0)).as("serves for the grace").isPresent();
        refreshed.clock.advance(Duration.ofMinutes(2));
        assertThat(refreshed.keys(1).share(EPOCH, 0)).isEmpty();
    }

    @Test
    void theOldShareStaysUntilAllHaveSigned() throws Exception {
        network.startAll();
        network.untilDone();

        MemoryHolders refreshed = new MemoryHolders(trial, folder, 1);
        refreshed.startAll();
        refreshed.tamper((sender, receiver, query, reply) -> sender == 3 ? withoutKey(reply) : reply);
        refreshed.turns(8);

        assertThat(refreshed.file(1, 0)).exists();
        assertThat(refreshed.established(1).generation()).isZero();
        assertThat(refreshed.keys(1).pending(EPOCH).orElseThrow().generation()).isEqualTo(1);
    }

    @Test
    void aRefreshThatWasUnderWayEndsBeforeTheNextBegins() throws Exception {
        network.startAll();
        network.untilDone();
        MemoryHolders refreshed = new MemoryHolders(trial, folder, 1);
        refreshed.startAll();
        refreshed.tamper((sender, receiver, query, reply) -> receiver != 1 ? withoutKey(reply) : reply);
        refreshed.turns(8);
        assertThat(refreshed.established(1).generation()).isEqualTo(1);
        assertThat(refreshed.established(2).generation()).isZero();

        MemoryHolders next = new MemoryHolders(trial, folder, 2);
        next.startAll();
        next.untilDone();

        assertThat(next.established(2).generation()).isEqualTo(2);
    }

    @Test
    void aLowerGenerationThanTheEstablishedOneIsNotMade() throws Exception {
        network.startAll();
        network.untilDone();
        MemoryHolders refreshed = new MemoryHolders(trial, folder, 1);
        refreshed.startAll();
        refreshed.untilDone();
        KeptKey key = refreshed.established(1);

        network.startAll();
        network.untilDone();

        assertThat(network.established(1).run()).isEqualTo(key.run());
        assertThat(network.keys(1).find(EPOCH, 0)).isEmpty();
    }

    @Test
    void signaturesAreGatheredAnewWhenSigningKeysChange() throws Exception {
        network.startAll();
        network.untilDone();
        KeptKey old = network.established(1);

        MemoryHolders rekeyed = new MemoryHolders(Trials.withLookup(3), folder, 0);
        rekeyed.start(1);
        assertThat(rekeyed.step(1)).isEqualTo(Progress.UNDER_WAY);
        rekeyed.startAll();
        rekeyed.untilDone();

        assertThat(rekeyed.established(1).run()).isEqualTo(old.run());
        assertThat(VerifiedKey.check(
                                rekeyed.holders, EPOCH, rekeyed.established(3).signed())
                        .publicShares())
                .isEqualTo(old.share().publicShares());
    }

    @Test
    void aDamagedShareIsNamedAndNotReplaced() throws Exception {
        network.startAll();
        network.untilDone();
        byte[] bytes = Files.readAllBytes(network.file(1, 0));
        bytes[bytes.length - 100] ^= 1;
        Files.write(network.file(1, 0), bytes);

        assertThatThrownBy(() -> network.start(1)).hasMessageContaining("key-1-0.share cannot be used");
        assertThat(Files.readAllBytes(network.file(1, 0))).isEqualTo(bytes);
    }

    private SignedMessage wrongShare(CeremonyQuery query, CeremonyReply reply, int receiver) {
        byte[] body = reply.privately().orElseThrow().body();
        byte[] wrong = Arrays.copyOf(body, body.length);
        wrong[wrong.length - 1] ^= 1;
        return network.signed(run(query), 0, 2, receiver, wrong);
    }

    private static CeremonyReply withNonce(CeremonyReply reply, SecureRandom random) {
        return new CeremonyReply(
                Nonce.random(random),
                reply.base(),
                reply.run(),
                reply.broadcast(),
                reply.privately(),
                reply.key(),
                reply.heard());
    }

    private static CeremonyReply withoutMessages(CeremonyReply reply) {
        return new CeremonyReply(
                reply.nonce(),
                reply.base(),
                reply.run(),
                Optional.empty(),
                Optional.empty(),
                reply.key(),
                reply.heard());
    }

    /** As if the share were not kept yet. */
    private static CeremonyReply withoutKey(CeremonyReply reply) {
        return new CeremonyReply(
                reply.nonce(),
                reply.base(),
                reply.run(),
                reply.broadcast(),
                reply.privately(),
                Optional.empty(),
                reply.heard());
    }
}
