package io.mistnet.protocols.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TagTableTest {

    private static final TagHash HASH =
            new TagHash(ThreeComputeParties.seed(1, 0).words());

    private static TagMap match(long[] low, long[] high, long[] otherLow, long[] otherHigh) {
        return new TagTable(low, high, low.length, HASH).match(otherLow, otherHigh, otherLow.length);
    }

    /** Tags whose second words are equal. */
    private static TagMap match(long[] senders, long... receivers) {
        return match(senders, new long[senders.length], receivers, new long[receivers.length]);
    }

    @Test
    void equalTagsMatch() {
        TagMap map = match(new long[] {5, 6, 7}, 7, 5, 6);
        assertThat(map.senders()).containsExactly(2, 0, 1);
        assertThat(map.matched()).isEqualTo(3);
        assertThat(map.doubled()).isZero();
    }

    @Test
    void tagsWithoutAPartnerAreLeftOut() {
        TagMap map = match(new long[] {5, 6, 7}, 8, 6, 9);
        assertThat(map.senders()).containsExactly(TagMap.NONE, 1, TagMap.NONE);
        assertThat(map.matched()).isEqualTo(1);
    }

    @Test
    void bothWordsOfATagCount() {
        TagMap map = match(new long[] {5, 5}, new long[] {1, 2}, new long[] {5, 5}, new long[] {2, 3});
        assertThat(map.senders()).containsExactly(1, TagMap.NONE);
        assertThat(map.doubled()).isZero();
    }

    @Test
    void aTagDoubledAmongSendersMatchesNothing() {
        TagMap map = match(new long[] {5, 6, 5, 5}, 5, 6);
        assertThat(map.senders()).containsExactly(TagMap.NONE, 1);
        assertThat(map.doubled()).isEqualTo(1);
    }

    @Test
    void aTagDoubledAmongReceiversMatchesNothing() {
        TagMap map = match(new long[] {5, 6}, 5, 6, 5, 5);
        assertThat(map.senders()).containsExactly(TagMap.NONE, 1, TagMap.NONE, TagMap.NONE);
        assertThat(map.doubled()).isEqualTo(1);
    }

    @Test
    void aTagDoubledOnBothSidesCountsOnce() {
        TagMap map = match(new long[] {5, 5}, 5, 5, 5);
        assertThat(map.matched()).isZero();
        assertThat(map.doubled()).isEqualTo(1);
    }

    @Test
    void zeroIsATagLikeAnyOther() {
        assertThat(match(new long[] {1, 0}, 0).senders()).containsExactly(1);
    }

    @Test
    void manyTagsMatchAsInAnUnhurriedComparison() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] senders = random.longs(200, 0, 300).toArray();
            long[] receivers = random.longs(150, 0, 300).toArray();
            int[] expected = new int[receivers.length];
            for (int r = 0; r < receivers.length; r++) {
                expected[r] = once(senders, receivers[r]) >= 0 && once(receivers, receivers[r]) >= 0
                        ? once(senders, receivers[r])
                        : TagMap.NONE;
            }
            assertThat(match(senders, receivers).senders()).isEqualTo(expected);
        }
    }

    /** Where a tag stands that stands once, or -1. */
    private static int once(long[] tags, long tag) {
        int at = -1;
        int times = 0;
        for (int k = 0; k < tags.length; k++) {
            if (tags[k] == tag) {
                at = k;
                times++;
            }
        }
        return times == 1 ? at : -1;
    }
}
