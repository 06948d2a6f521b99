package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnImageTest {

    private final LookupParameters parameters = new LookupParameters(100, 32, 2, 14, new TableLayout(2, 4, 1, 1), 1);
    private final Slots slots = parameters.slots();
    private final Contribution contribution = new Selectors(parameters).contribution(1, "a", new byte[] {1});
    private final Candidate candidate = contribution.candidates().get(0);
    private final ColumnImage image = new ColumnImage(parameters);
    private final PadSeed padSeed = PadSeed.of(Selectors.hash("pads"));
    private final Seed filling = Seed.of(new byte[32]);

    @Test
    void aRecordStandsInItsSlotAndIsFoundThere() {
        image.begin(1, filling);
        image.put(new Slot(1, 2, slots.perBucket() - 1), candidate);
        new ColumnMasks(parameters, padSeed).apply(image.bytes());
        ByteBuffer bucket = image.bytes().slice(2 * slots.plaintextBytes(), slots.plaintextBytes());
        List<OccurrenceTag> tags = new Selectors(parameters).tags("a").occurrences();
        List<SealedLabel> found = new BucketScan(slots, padSeed.toBytes(), bucket).find(tags);
        assertThat(found.get(0)).isEqualTo(candidate.sealed());
        assertThat(found.get(1)).isNotEqualTo(contribution.candidates().get(1).sealed());
    }

    @Test
    void fillingIsRandomFreshWithEachSeedAndOtherInEachColumn() {
        byte[] first = bytes(0, filling);
        assertThat(bytes(0, filling)).isEqualTo(first);
        int[] counts = new int[256];
        for (byte one : first) {
            counts[Byte.toUnsignedInt(one)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(first.length / 256 - 80, first.length / 256 + 80);
        }
        assertThat(equalBytes(first, bytes(1, filling))).isLessThan(200);
        assertThat(equalBytes(first, bytes(0, filling.derive("next")))).isLessThan(200);
    }

    @Test
    void aRecordLooksNewInEveryVersionAndLikeNoFingerprint() {
        byte[] first = slotUnder(padSeed);
        byte[] second = slotUnder(PadSeed.of(Selectors.hash("other pads")));
        assertThat(slotUnder(padSeed)).isEqualTo(first);
        assertThat(equalBytes(first, second)).isLessThan(8);
        assertThat(Arrays.copyOf(first, Fingerprint.BYTES))
                .isNotEqualTo(candidate.fingerprint().toBytes());
    }

    private byte[] slotUnder(PadSeed seed) {
        image.begin(0, filling);
        image.put(new Slot(0, 1, 0), candidate);
        new ColumnMasks(parameters, seed).apply(image.bytes());
        byte[] slot = new byte[slots.slotBytes()];
        image.bytes().get(slots.plaintextBytes(), slot);
        return slot;
    }

    @Test
    void nothingOfAnEarlierColumnRemains() {
        image.begin(0, filling);
        image.put(new Slot(0, 0, 0), candidate);
        byte[] withRecord = copy();
        assertThat(bytes(0, filling)).isNotEqualTo(withRecord).isEqualTo(new ColumnImageTest().bytes(0, filling));
    }

    @Test
    void aSlotOutsideItsBucketIsRefused() {
        image.begin(0, filling);
        assertThatThrownBy(() -> image.put(new Slot(0, 0, 128), candidate))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("slot 128 of 128");
    }

    private byte[] bytes(int column, Seed seed) {
        image.begin(column, seed);
        return copy();
    }

    private byte[] copy() {
        byte[] bytes = new byte[image.bytes().remaining()];
        image.bytes().get(bytes);
        return bytes;
    }

    private static int equalBytes(byte[] one, byte[] other) {
        int equal = 0;
        for (int i = 0; i < one.length; i++) {
            equal += one[i] == other[i] ? 1 : 0;
        }
        return equal;
    }
}
