package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitProductTest {

    @Test
    void everyFactorIsAndedWithTheCommonOne() {
        int words = 5_000;
        SplittableRandom random = new SplittableRandom(1);
        long[] x = random.longs(words).toArray();
        long[][] ys = {random.longs(words).toArray(), random.longs(words).toArray()};
        long[] mask = random.longs(words).toArray();
        ThreeComputeParties parties = new ThreeComputeParties(1);
        Map<Party, long[][]> results = parties.run(session -> {
            long[] mine = part(session.me(), x, mask);
            long[][] both = {part(session.me(), ys[0], mask), part(session.me(), ys[1], mask)};
            BitProduct.run(session, Step.of("and"), words, mine, both);
            return both;
        });
        for (int j = 0; j < ys.length; j++) {
            for (int k = 0; k < words; k++) {
                assertThat(results.get(Party.P0)[j][k] ^ results.get(Party.P1)[j][k])
                        .isEqualTo(x[k] & ys[j][k]);
            }
        }
        assertThat(parties.wordsOf("and")).isEqualTo(words * (2L * 3 + 2));
    }

    private static long[] part(Party party, long[] words, long[] mask) {
        long[] part = new long[party == Party.P2 ? 0 : words.length];
        for (int k = 0; k < part.length; k++) {
            part[k] = mask[k] ^ (party == Party.P0 ? words[k] : 0);
        }
        return part;
    }
}
