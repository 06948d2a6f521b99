package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.oprf.CeremonyRun.Wire;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refresh changes the shares and nothing else. */
class ShareRefreshTest {

    private static final PlainOprf TWIN = PlainOprf.derive(new byte[32], new byte[0]);
    private static final byte[] INPUT = "ip:192.0.2.1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = "network, epoch 1, generation 1".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SeededRandom(1);

    @ParameterizedTest
    @CsvSource({"2,3", "3,5", "4,7"})
    void newSharesMakeTheSameKey(int threshold, int holders) {
        List<KeyShare> old = Dealer.deal(TWIN, threshold, holders, random);

        List<Ceremony.Outcome> outcomes = refresh(old, 0, Wire.HONEST);

        List<KeyShare> fresh = outcomes.stream().map(Ceremony.Outcome::share).toList();
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.faults()).isEmpty();
            assertThat(outcome.transcript()).isEqualTo(outcomes.get(0).transcript());
            assertThat(outcome.share().publicShares()).isEqualTo(fresh.get(0).publicShares());
            assertThat(outcome.share().publicShares().publicKey()).isEqualTo(TWIN.publicKey());
        });
        for (int i = 0; i < holders; i++) {
            assertThat(fresh.get(i).secret()).isNotEqualTo(old.get(i).secret());
        }
        assertThat(Dealer.combine(fresh.subList(0, threshold), holders).key()).isEqualTo(TWIN.key());
        assertThat(Dealer.combine(fresh.subList(holders - threshold, holders), holders)
                        .key())
                .isEqualTo(TWIN.key());
    }

    @Test
    void oldAndNewSharesMakeNoKeyTogether() {
        List<KeyShare> old = Dealer.deal(TWIN, 2, 3, random);
        List<KeyShare> fresh = refresh(old, 0, Wire.HONEST).stream()
                .map(Ceremony.Outcome::share)
                .toList();

        assertThat(Dealer.combine(List.of(old.get(0), fresh.get(1)), 3).key()).isNotEqualTo(TWIN.key());
    }

    @Test
    void holderWhoAnswersWithItsOldShareIsNamed() {
        List<KeyShare> old = Dealer.deal(TWIN, 2, 3, random);
        List<KeyShare> fresh = refresh(old, 0, Wire.HONEST).stream()
                .map(Ceremony.Outcome::share)
                .toList();
        Blinding blinding = Blinding.of(List.of(INPUT), random);
        Map<Integer, Evaluation> mixed = Map.of(
                1,
                fresh.get(0).evaluate(blinding.elements(), random),
                2,
                old.get(1).evaluate(blinding.elements(), random));

        assertThatThrownBy(() -> blinding.outputs(fresh.get(0).publicShares(), mixed))
                .isInstanceOfSatisfying(
                        HolderDeviationException.class,
                        e -> assertThat(e.holder()).isEqualTo(2));
    }

    @Test
    void dealerOfWrongSharesIsLeftOut() {
        List<KeyShare> old = Dealer.deal(TWIN, 2, 3, random);
        byte[] others = Commitments.feldman(Polynomial.random(1, random)).bytes();

        List<Ceremony.Outcome> outcomes = refresh(old, 2, Wire.broadcast(1, 2, any -> others));

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.faults()).extracting(Fault::suspects).containsOnly(List.of(2)));
        assertThat(Dealer.combine(outcomes.stream().map(Ceremony.Outcome::share).toList(), 3)
                        .key())
                .isEqualTo(TWIN.key());
    }

    /** Who deals shares of something else than zero would change the key. */
    @Test
    void dealerOfSomethingElseThanZeroIsLeftOut() {
        List<KeyShare> old = Dealer.deal(TWIN, 2, 3, random);
        Polynomial one = Polynomial.through(BigInteger.ONE, 2, random);
        Wire wire = Wire.broadcast(
                        1,
                        2,
                        any -> Commitments.feldman(
                                        new Polynomial(one.coefficients().subList(1, 2)))
                                .bytes())
                .and(Wire.share(2, 1, any -> new SharePair(one.at(1), BigInteger.ZERO).bytes()))
                .and(Wire.share(2, 3, any -> new SharePair(one.at(3), BigInteger.ZERO).bytes()));

        List<Ceremony.Outcome> outcomes = refresh(old, 2, wire);

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.faults()).extracting(Fault::suspects).containsOnly(List.of(2));
            assertThat(outcome.share().publicShares().publicKey()).isEqualTo(TWIN.publicKey());
        });
    }

    @Test
    void wrongShareToOneIsShown() {
        List<KeyShare> old = Dealer.deal(TWIN, 2, 3, random);

        List<Ceremony.Outcome> outcomes = refresh(old, 0, Wire.share(2, 1, any -> null));

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.faults()).extracting(Fault::suspects).containsOnly(List.of(1, 2)));
        assertThat(Dealer.combine(
                                outcomes.stream()
                                        .map(Ceremony.Outcome::share)
                                        .limit(2)
                                        .toList(),
                                3)
                        .key())
                .isEqualTo(TWIN.key());
    }

    @Test
    void keysWithThresholdOneOrWithoutAnHonestMajorityAreRefused() {
        for (int threshold : new int[] {1, 3}) {
            KeyShare share = Dealer.deal(TWIN, threshold, 3, random).get(0);
            assertThatThrownBy(() -> new ShareRefresh(CONTEXT, share, random))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<Ceremony.Outcome> refresh(List<KeyShare> shares, int deviant, Wire wire) {
        return CeremonyRun.of(
                shares.stream()
                        .map(share -> new ShareRefresh(CONTEXT, share, random))
                        .toList(),
                deviant,
                wire);
    }
}
