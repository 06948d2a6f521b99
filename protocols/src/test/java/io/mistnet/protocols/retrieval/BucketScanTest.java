package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketScanTest {

    private static final byte[] SEED = Selectors.hash("seed");

    private final Slots slots = new Slots(7168, 33);
    private final byte[] buckets = new byte[2 * slots.plaintextBytes()];
    private final OccurrenceTag tag =
            new OccurrenceTag(new Fingerprint(0x8000_0000_0000_0001L), new LabelKey(new byte[32]));

    private final SplittableRandom random = new SplittableRandom(6);

    BucketScanTest() {
        random.nextBytes(buckets);
    }

    @Test
    void aFingerprintIsFoundInEverySlotOfBothBuckets() {
        for (int bucket = 0; bucket < 2; bucket++) {
            for (int slot = 0; slot < slots.perBucket(); slot++) {
                byte[] kept = buckets.clone();
                SealedLabel sealed = put(bucket, slot, tag.fingerprint().bits());
                assertThat(find()).isEqualTo(sealed);
                System.arraycopy(kept, 0, buckets, 0, kept.length);
            }
        }
    }

    @Test
    void fingerprintsThatDifferInOneBitAreNotFound() {
        SealedLabel none = find();
        for (int bit = 0; bit < 64; bit++) {
            put(bit & 1, bit, tag.fingerprint().bits() ^ 1L << bit);
        }
        assertThat(find()).isEqualTo(none);
    }

    @Test
    void theFirstOfTwoEqualFingerprintsCounts() {
        SealedLabel first = put(0, 100, tag.fingerprint().bits());
        put(1, 3, tag.fingerprint().bits());
        assertThat(find()).isEqualTo(first);
    }

    @Test
    void anEmptyBucketOfZerosOpensToNothing() {
        SealedLabel none = new BucketScan(slots, SEED, ByteBuffer.allocate(buckets.length))
                .find(List.of(new OccurrenceTag(new Fingerprint(0), tag.labelKey())))
                .get(0);
        assertThat(new LabelSealing(slots).open(none, tag)).isEmpty();
    }

    private SealedLabel put(int bucket, int slot, long bits) {
        Fingerprint fingerprint = new Fingerprint(bits);
        byte[] mask = new SlotMasks(slots, SEED).of(fingerprint);
        byte[] sealed = new byte[slots.sealedBytes()];
        random.nextBytes(sealed);
        byte[] record =
                ByteBuffer.allocate(slots.slotBytes()).putLong(bits).put(sealed).array();
        for (int i = 0; i < record.length; i++) {
            buckets[bucket * slots.plaintextBytes() + slots.offset(slot) + i] = (byte) (record[i] ^ mask[i]);
        }
        return SealedLabel.of(sealed);
    }

    private SealedLabel find() {
        return new BucketScan(slots, SEED, ByteBuffer.wrap(buckets))
                .find(List.of(tag))
                .get(0);
    }
}
