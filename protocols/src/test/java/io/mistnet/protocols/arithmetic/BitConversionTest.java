package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitConversionTest {

    @Test
    void aBitBecomesTheNumberZeroOrOne() {
        for (int rows : new int[] {1, 63, 64, 65, 4_096, 4_097, 10_000}) {
            boolean[] bits = new boolean[rows];
            SplittableRandom random = new SplittableRandom(rows);
            for (int k = 0; k < rows; k++) {
                bits[k] = random.nextBoolean();
            }
            long[] numbers = Shared.opened(
                    new ThreeComputeParties(rows),
                    session -> BitConversion.run(session, Step.of("conversion"), Shared.bits(session, bits)));
            for (int k = 0; k < rows; k++) {
                assertThat(numbers[k]).isEqualTo(bits[k] ? 1 : 0);
            }
        }
    }

    @Test
    void itTakesOneRoundAWordAndTwoBitsARow() {
        ThreeComputeParties parties = new ThreeComputeParties(1);
        int rounds = parties.roundsOf(
                session -> BitConversion.run(session, Step.of("conversion"), Shared.bits(session, new boolean[6_400])));
        assertThat(parties.wordsOf("conversion")).isEqualTo(6_400 + 2 * 100);
        assertThat(rounds).isEqualTo(1);
    }
}
