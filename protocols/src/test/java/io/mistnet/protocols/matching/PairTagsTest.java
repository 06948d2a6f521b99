package io.mistnet.protocols.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairTagsTest {

    private static long[] tags(byte[] key, long[] digests, int[] senders, int[] receivers) {
        long[] tags = new long[2 * senders.length];
        new PairTags(key)
                .write(
                        digests,
                        senders,
                        receivers,
                        IntStream.range(0, senders.length).toArray(),
                        tags);
        return tags;
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        key[7] = (byte) number;
        return key;
    }

    @Test
    void aTagDependsOnTheAccountsAndTheKeyOnly() {
        long[] one = tags(key(1), new long[] {5, 6, 7, 8}, new int[] {0}, new int[] {1});
        long[] numberedOtherwise = tags(key(1), new long[] {7, 8, 0, 0, 5, 6}, new int[] {2}, new int[] {0});
        assertThat(numberedOtherwise).isEqualTo(one);
        assertThat(tags(key(2), new long[] {5, 6, 7, 8}, new int[] {0}, new int[] {1}))
                .isNotEqualTo(one);
    }

    @Test
    void directionsHaveTagsOfTheirOwn() {
        long[] digests = {5, 6, 7, 8};
        assertThat(tags(key(1), digests, new int[] {0}, new int[] {1}))
                .isNotEqualTo(tags(key(1), digests, new int[] {1}, new int[] {0}));
    }

    @Test
    void manyPairsHaveManyTagsAndOnlyTheAskedOnesAreWritten() {
        int accounts = 60;
        long[] digests = new SplittableRandom(1).longs(2L * accounts).toArray();
        int[] senders =
                IntStream.range(0, accounts * accounts).map(k -> k / accounts).toArray();
        int[] receivers =
                IntStream.range(0, accounts * accounts).map(k -> k % accounts).toArray();
        long[] tags = tags(key(3), digests, senders, receivers);
        List<List<Long>> all = new ArrayList<>();
        for (int k = 0; k < senders.length; k++) {
            all.add(List.of(tags[2 * k], tags[2 * k + 1]));
        }
        assertThat(new HashSet<>(all)).hasSize(senders.length);

        long[] some = new long[tags.length];
        new PairTags(key(3)).write(digests, senders, receivers, new int[] {4, 2_000}, some);
        assertThat(IntStream.range(0, some.length).filter(k -> some[k] != 0)).containsExactly(8, 9, 4_000, 4_001);
        assertThat(some[4_001]).isEqualTo(tags[4_001]);
    }
}
