package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketScanTest {

    private final Slots slots = new Slots(7168, 33);
    private final byte[] buckets = new byte[2 * slots.plaintextBytes()];
    private final OccurrenceTag tag =
            new OccurrenceTag(new Fingerprint(0x8000_0000_0000_0001L), new LabelKey(new byte[32]));

    BucketScanTest() {
        new SplittableRandom(6).nextBytes(buckets);
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
        for (int bit = 0; bit < 64; bit++) {
            put(bit & 1, bit, tag.fingerprint().bits() ^ 1L << bit);
        }
        assertThat(find()).isEqualTo(SealedLabel.of(new byte[slots.sealedBytes()]));
    }

    @Test
    void theFirstOfTwoEqualFingerprintsCounts() {
        SealedLabel first = put(0, 100, tag.fingerprint().bits());
        put(1, 3, tag.fingerprint().bits());
        assertThat(find()).isEqualTo(first);
    }

    @Test
    void anEmptyBucketOfZerosOpensToNothing() {
        SealedLabel none = new BucketScan(slots, ByteBuffer.allocate(buckets.length))
                .find(List.of(new OccurrenceTag(new Fingerprint(0), tag.labelKey())))
                .get(0);
        assertThat(new LabelSealing(slots).open(none, tag)).isEmpty();
    }

    private SealedLabel put(int bucket, int slot, long fingerprint) {
        ByteBuffer at = ByteBuffer.wrap(buckets).position(bucket * slots.plaintextBytes() + slots.offset(slot));
        at.putLong(fingerprint);
        return SealedLabel.read(at, slots);
    }

    private SealedLabel find() {
        return new BucketScan(slots, ByteBuffer.wrap(buckets))
                .find(List.of(tag))
                .get(0);
    }
}
