package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.oprf.CeremonyRun.Wire;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three holders, any two of whom can use the key; one of them deviates. */
class KeyGenerationTest {

    private static final byte[] CONTEXT = "network, epoch 1, attempt 1".getBytes(StandardCharsets.UTF_8);
    private static final int DEALS = 1;
    private static final int COMPLAINTS = 2;
    private static final int ANSWERS = 3;
    private static final int EXTRACTIONS = 4;
    private static final int ACCUSATIONS = 5;
    private static final int REVEALS = 6;

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "2,3", "2,5", "3,5", "4,7"})
    void honestHoldersGetSharesOfOneKey(int threshold, int holders) {
        List<Ceremony.Outcome> outcomes = CeremonyRun.of(generations(threshold, holders, CONTEXT), 0, Wire.HONEST);

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.faults()).isEmpty());
        assertOneKey(outcomes, threshold, holders);
    }

    @Test
    void anotherRunMakesAnotherKey() {
        PublicShares first = run(0, Wire.HONEST).get(0).share().publicShares();
        List<KeyGeneration> others = IntStream.rangeClosed(1, 3)
                .mapToObj(holder -> new KeyGeneration(CONTEXT, holder, 2, 3, new SeededRandom(100 + holder)))
                .toList();

        assertThat(CeremonyRun.of(others, 0, Wire.HONEST)
                        .get(0)
                        .share()
                        .publicShares()
                        .publicKey())
                .isNotEqualTo(first.publicKey());
    }

    @Test
    void shareThatWasWrongIsShownAndTheDisputeNamesBoth() {
        List<Ceremony.Outcome> outcomes = run(1, Wire.share(1, 3, KeyGenerationTest::flipped));

        assertSuspects(outcomes, List.of(1, 3));
        assertOneKey(outcomes, 2, 3);
        assertSameKeyAsWithoutFault(outcomes);
    }

    @Test
    void shareThatNeverCameIsShownAndTheDisputeNamesBoth() {
        List<Ceremony.Outcome> outcomes = run(1, Wire.share(1, 3, share -> null));

        assertSuspects(outcomes, List.of(1, 3));
        assertSameKeyAsWithoutFault(outcomes);
    }

    @Test
    void dealerWhoAnswersAComplaintWronglyIsOut() {
        for (UnaryOperator<byte[]> answer : List.<UnaryOperator<byte[]>>of(
                KeyGenerationTest::flipped, any -> null, any -> new byte[0], any -> new byte[7])) {
            List<Ceremony.Outcome> outcomes =
                    run(1, Wire.share(1, 3, KeyGenerationTest::flipped).and(Wire.broadcast(ANSWERS, 1, answer)));

            assertSuspects(outcomes, List.of(1));
            assertOneKey(outcomes, 2, 3);
            assertAnotherKeyThanWithoutFault(outcomes);
        }
    }

    @Test
    void dealerWhoseCommitmentsFitNoShareIsOut() {
        byte[] others =
                Commitments.feldman(Polynomial.random(2, new SeededRandom(9))).bytes();

        List<Ceremony.Outcome> outcomes = run(2, Wire.broadcast(DEALS, 2, any -> others));

        assertSuspects(outcomes, List.of(2));
        assertOneKey(outcomes, 2, 3);
    }

    @Test
    void dealerWithMalformedCommitmentsIsOut() {
        for (UnaryOperator<byte[]> change : List.<UnaryOperator<byte[]>>of(
                any -> new byte[66],
                message -> Arrays.copyOf(message, 65),
                message -> Arrays.copyOf(message, 99),
                any -> new byte[0])) {
            assertSuspects(run(2, Wire.broadcast(DEALS, 2, change)), List.of(2));
        }
    }

    @Test
    void silentHolderIsNamedAndTheOthersFinish() {
        List<Ceremony.Outcome> outcomes = run(3, Wire.silence(DEALS, 3));

        assertThat(suspects(outcomes)).containsExactly(List.of(3));
        assertOneKey(outcomes, 2, 3);
    }

    @Test
    void falseComplaintDoesNotRemoveTheDealer() {
        List<Ceremony.Outcome> outcomes = run(2, Wire.broadcast(COMPLAINTS, 2, any -> new byte[] {0, 0, 0, 1}));

        assertSuspects(outcomes, List.of(1, 2));
        assertSameKeyAsWithoutFault(outcomes);
    }

    @Test
    void malformedComplaintsNameTheComplainer() {
        List<Ceremony.Outcome> outcomes = run(2, Wire.broadcast(COMPLAINTS, 2, any -> new byte[3]));

        assertSuspects(outcomes, List.of(2));
        assertSameKeyAsWithoutFault(outcomes);
    }

    /** The adversary sees the honest extractions, and so what the key will be, and cannot change it any more. */
    @Test
    void dealerWhoDropsOutOrLiesAfterTheSettlementDoesNotChangeTheKey() {
        byte[] others =
                Commitments.feldman(Polynomial.random(2, new SeededRandom(9))).bytes();
        for (Wire wire : List.of(
                Wire.silence(EXTRACTIONS, 1),
                Wire.broadcast(EXTRACTIONS, 1, any -> others),
                Wire.broadcast(EXTRACTIONS, 1, any -> new byte[66]),
                Wire.broadcast(EXTRACTIONS, 1, any -> others)
                        .and(Wire.broadcast(REVEALS, 1, KeyGenerationTest::flipped)))) {
            List<Ceremony.Outcome> outcomes = run(1, wire);

            assertThat(suspects(outcomes)).containsExactly(List.of(1));
            assertOneKey(outcomes, 2, 3);
            assertSameKeyAsWithoutFault(outcomes);
        }
    }

    /** A lie that fits one holder's share: the line through its value at 2 and another one at 0. */
    @Test
    void extractionThatFitsOnlyOneHolderIsFoundByTheOther() {
        List<KeyGeneration> holders = generations(2, 3, CONTEXT);
        List<Ceremony.Outcome> outcomes = CeremonyRun.of(holders, 1, Wire.broadcast(EXTRACTIONS, 1, message -> {
            Commitments honest = Commitments.read(message, 2).orElseThrow();
            var shifted = P256.GENERATOR.base();
            return new Commitments(List.of(
                            honest.coefficients()
                                    .get(0)
                                    .subtract(shifted.twice())
                                    .normalize(),
                            honest.coefficients().get(1).add(shifted).normalize()))
                    .bytes();
        }));

        assertSuspects(outcomes, List.of(1));
        assertSameKeyAsWithoutFault(outcomes);
    }

    @Test
    void falseAccusationNamesTheAccuser() {
        SharePair invented = new SharePair(BigInteger.ONE, BigInteger.TWO);
        List<Ceremony.Outcome> outcomes =
                run(2, Wire.broadcast(ACCUSATIONS, 2, any -> SharePair.bytes(Map.of(1, invented))));

        assertSuspects(outcomes, List.of(2));
        assertSameKeyAsWithoutFault(outcomes);
    }

    @Test
    void trueShareIsNoEvidenceAgainstAnHonestDealer() {
        Map<Integer, byte[]> dealt = new HashMap<>();
        Wire spy = (round, sender, receiver, isPrivate, message) -> {
            if (isPrivate && sender == 1 && receiver == 2) {
                dealt.put(1, message);
            }
            return message;
        };
        List<Ceremony.Outcome> outcomes = run(
                2,
                spy.and(Wire.broadcast(
                        ACCUSATIONS,
                        2,
                        any -> SharePair.bytes(
                                Map.of(1, SharePair.read(dealt.get(1)).orElseThrow())))));

        assertSuspects(outcomes, List.of(2));
        assertSameKeyAsWithoutFault(outcomes);
    }

    @Test
    void differentBroadcastsShowAsDifferentTranscripts() {
        Wire twoFaced = (round, sender, receiver, isPrivate, message) ->
                round == COMPLAINTS && sender == 1 && receiver == 2 ? new byte[] {0, 0, 0, 4} : message;

        List<Ceremony.Outcome> outcomes = run(1, twoFaced);

        assertThat(outcomes.get(0).transcript()).isNotEqualTo(outcomes.get(1).transcript());
    }

    @Test
    void differentContextsShowAsDifferentTranscripts() {
        byte[] first = run(0, Wire.HONEST).get(0).transcript();
        byte[] other = CeremonyRun.of(generations(2, 3, new byte[1]), 0, Wire.HONEST)
                .get(0)
                .transcript();

        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void withTooFewHoldersThereIsNoKey() {
        Wire two = Wire.silence(DEALS, 2).and(Wire.silence(DEALS, 3));

        assertThatThrownBy(() -> run(0, two))
                .isInstanceOfSatisfying(
                        CeremonyFailedException.class,
                        failure -> assertThat(failure.faults())
                                .extracting(Fault::suspects)
                                .contains(List.of(2), List.of(3)))
                .hasMessageContaining("2 dealers are needed, and 1 are left");
    }

    @ParameterizedTest
    @CsvSource({"2,2", "3,3", "3,4", "0,3", "1,33"})
    void thresholdWithoutAnHonestMajorityIsRefused(int threshold, int holders) {
        assertThatThrownBy(() -> new KeyGeneration(CONTEXT, 1, threshold, holders, new SeededRandom(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void messagesKeepWithinTheAnnouncedSize() {
        Set<Integer> lengths = new HashSet<>();
        run(
                1,
                Wire.share(1, 2, any -> null)
                        .and(Wire.share(1, 3, any -> null))
                        .and((round, sender, receiver, isPrivate, message) -> {
                            lengths.add(message.length);
                            return message;
                        }));

        assertThat(lengths).isNotEmpty().allMatch(length -> length <= Ceremony.maxMessageBytes(2, 3));
    }

    private static List<Ceremony.Outcome> run(int deviant, Wire wire) {
        return CeremonyRun.of(generations(2, 3, CONTEXT), deviant, wire);
    }

    private static List<KeyGeneration> generations(int threshold, int holders, byte[] context) {
        return IntStream.rangeClosed(1, holders)
                .mapToObj(holder -> new KeyGeneration(context, holder, threshold, holders, new SeededRandom(holder)))
                .toList();
    }

    private static void assertSuspects(List<Ceremony.Outcome> outcomes, List<Integer> expected) {
        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.faults()).extracting(Fault::suspects).containsOnly(expected));
    }

    private static Set<List<Integer>> suspects(List<Ceremony.Outcome> outcomes) {
        Set<List<Integer>> suspects = new HashSet<>();
        outcomes.forEach(outcome -> outcome.faults().forEach(fault -> suspects.add(fault.suspects())));
        return suspects;
    }

    private static void assertSameKeyAsWithoutFault(List<Ceremony.Outcome> outcomes) {
        assertThat(outcomes.get(0).share().publicShares())
                .isEqualTo(run(0, Wire.HONEST).get(0).share().publicShares());
    }

    private static void assertAnotherKeyThanWithoutFault(List<Ceremony.Outcome> outcomes) {
        assertThat(outcomes.get(0).share().publicShares())
                .isNotEqualTo(run(0, Wire.HONEST).get(0).share().publicShares());
    }

    /** One transcript, one set of public shares; and any t of those left compute what the key would that their shares make. */
    private static void assertOneKey(List<Ceremony.Outcome> outcomes, int threshold, int holders) {
        PublicShares key = outcomes.get(0).share().publicShares();
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.transcript()).isEqualTo(outcomes.get(0).transcript());
            assertThat(outcome.share().publicShares()).isEqualTo(key);
        });
        List<KeyShare> some =
                outcomes.stream().map(Ceremony.Outcome::share).limit(threshold).toList();
        PlainOprf twin = Dealer.combine(some, holders);
        assertThat(twin.publicKey()).isEqualTo(key.publicKey());
        byte[] input = "iban:DE89370400440532013000".getBytes(StandardCharsets.UTF_8);
        Blinding blinding = Blinding.of(List.of(input), new SeededRandom(5));
        Map<Integer, Evaluation> answers = new HashMap<>();
        outcomes.stream()
                .map(Ceremony.Outcome::share)
                .skip(outcomes.size() - threshold)
                .forEach(
                        share -> answers.put(share.holder(), share.evaluate(blinding.elements(), new SeededRandom(6))));
        assertThat(blinding.outputs(key, answers)).containsExactly(twin.evaluate(input));
    }

    private static byte[] flipped(byte[] message) {
        byte[] flipped = message.clone();
        if (flipped.length > 0) {
            flipped[flipped.length - 1] ^= 1;
        }
        return flipped;
    }
}
