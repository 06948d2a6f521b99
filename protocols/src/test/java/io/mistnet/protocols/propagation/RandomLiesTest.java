package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.LyingBank.Lie;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever one bank deals, the others get risks: those of an epoch without it where it is named, else numbers from 0 to 1. */
class RandomLiesTest {

    private static final int LIAR = 0;
    private static final Map<Step, Party> VECTORS = Map.of(
            DealingSteps.RISK,
            Party.P1,
            DealingSteps.weights(0),
            Party.P1,
            DealingSteps.senderTags().get(0),
            Party.P2,
            DealingSteps.receiverTags().get(1),
            Party.P2);

    private final List<Ledger> ledgers =
            RandomLedgers.draw(31, 3, 36, 220, false).ledgers();
    private final Policy policy = Policies.scores(0.6, 0.6);

    /** Up to three words of one vector become anything, or a few entries of both parties' list change places. */
    private static Lie lie(SplittableRandom random, BlockSizes sizes) {
        List<Step> steps = new ArrayList<>(List.of(
                DealingSteps.RISK,
                DealingSteps.weights(0),
                DealingSteps.senderTags().get(0),
                DealingSteps.receiverTags().get(1),
                DealingSteps.TO_SENDERS,
                DealingSteps.TO_ACCOUNTS));
        Step step = steps.get(random.nextInt(steps.size()));
        int one = random.nextInt(step.equals(DealingSteps.RISK) ? sizes.accounts() : sizes.senderRows());
        int other = random.nextInt(sizes.receiverRows());
        Party to = VECTORS.get(step);
        if (to == null) {
            return LyingBank.relists(step, list -> {
                int first = one % list.length;
                int second = other % list.length;
                int kept = list[first];
                list[first] = list[second];
                list[second] = kept;
            });
        }
        long more = random.nextBoolean() ? random.nextLong() >> random.nextInt(64) : 1L << random.nextInt(64);
        return (party, at, number, words) -> {
            if (party == to && at.equals(step)) {
                words[one % words.length] += more;
            }
        };
    }

    @Test
    void othersResultsStayRisks() {
        int named = 0;
        List<double[]> without = PlainPropagation.run(Twin.without(ledgers, LIAR), policy);
        for (int seed = 0; seed < 80; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ThreeParties network = new ThreeParties(policy, seed);
            List<ThreeParties.Bank> banks =
                    new ArrayList<>(ledgers.stream().map(network::honest).toList());
            banks.set(LIAR, new LyingBank(banks.get(LIAR), lie(random, BlockSizes.of(ledgers.get(LIAR)))));
            ThreeParties.Run run = network.runBanks(banks);
            if (run.excluded().isEmpty()) {
                run.results()
                        .forEach(scores ->
                                assertThat(Arrays.stream(scores)).allMatch(score -> score >= 0 && score <= 1));
            } else {
                named++;
                assertThat(run.excluded()).extracting(Exclusion::bank).containsExactly(LIAR);
                Twin.assertClose(run.results(), without);
            }
        }
        assertThat(named).isBetween(20, 70);
    }
}
