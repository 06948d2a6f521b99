package io.mistnet.protocols.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnyBitTest {

    private static void assertOpened(long seed, boolean[] bits, int... starts) {
        Map<Party, boolean[]> opened = new ThreeComputeParties(seed)
                .run(session -> AnyBit.open(
                        session,
                        Step.of("any"),
                        Shared.bits(session, bits),
                        starts,
                        ThreeComputeParties.seed(seed, 5)));
        boolean[] expected = new boolean[starts.length - 1];
        for (int block = 0; block < expected.length; block++) {
            for (int row = starts[block]; row < starts[block + 1]; row++) {
                expected[block] |= bits[row];
            }
        }
        opened.forEach((party, any) -> assertThat(any).as("%s", party).isEqualTo(expected));
    }

    @Test
    void eachSingleBitIsFoundInItsBlockAlone() {
        int[] starts = {0, 8, 63, 64, 65, 130, 192, 200};
        for (int row = 0; row < 200; row += row % 64 > 60 || row % 64 < 4 ? 1 : 7) {
            boolean[] bits = new boolean[200];
            bits[row] = true;
            assertOpened(row, bits, starts);
        }
    }

    @Test
    void noBitIsNoBit() {
        assertOpened(1, new boolean[300], 0, 8, 100, 300);
    }

    @Test
    void allBitsAreAnyBit() {
        boolean[] bits = new boolean[300];
        Arrays.fill(bits, true);
        assertOpened(2, bits, 0, 8, 100, 300);
    }

    @Test
    void randomBlocksOfRandomBits() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] starts = new int[1 + random.nextInt(1, 30)];
            for (int block = 1; block < starts.length; block++) {
                starts[block] = starts[block - 1] + random.nextInt(1, 150);
            }
            boolean[] bits = new boolean[starts[starts.length - 1]];
            for (int k = 0; k < starts.length; k++) {
                bits[random.nextInt(bits.length)] = true;
            }
            assertOpened(seed, bits, starts);
        }
    }

    @Test
    void itTakesEightRounds() {
        int rounds = new ThreeComputeParties(3)
                .roundsOf(session -> AnyBit.open(
                        session,
                        Step.of("any"),
                        Shared.bits(session, new boolean[100]),
                        new int[] {0, 50, 100},
                        ThreeComputeParties.seed(3, 5)));
        assertThat(rounds).isEqualTo(8);
    }
}
