package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Looks a selector's fingerprints up in its two buckets. Every slot is compared with every fingerprint and copied under a mask: neither time nor memory accesses depend on where a record is, or whether it is
 * there. Of several slots with one fingerprint, which an honest host doesn't have in a cell, the first one counts.
 */
final class BucketScan {

    private final Slots slots;
    private final byte[] buckets;
    private final SlotMasks masks;

    /**
     * @param padSeed of the version that the buckets are of
     * @param buckets one after the other, without pads, from position to limit
     */
    BucketScan(Slots slots, byte[] padSeed, ByteBuffer buckets) {
        this.slots = slots;
        this.masks = new SlotMasks(slots, padSeed);
        this.buckets = new byte[buckets.remaining()];
        buckets.duplicate().get(this.buckets);
    }

    /** The sealed label behind each fingerprint, in their order; bytes that open to nothing where there is none. */
    List<SealedLabel> find(List<OccurrenceTag> tags) {
        return tags.stream().map(tag -> find(tag.fingerprint())).toList();
    }

    private SealedLabel find(Fingerprint fingerprint) {
        byte[] sealed = new byte[slots.sealedBytes()];
        byte[] mask = masks.of(fingerprint);
        long wanted = fingerprint.bits() ^ ByteBuffer.wrap(mask).getLong();
        ByteBuffer words = ByteBuffer.wrap(buckets);
        long found = 0;
        for (int bucket = 0; bucket < buckets.length; bucket += slots.plaintextBytes()) {
            for (int slot = 0; slot < slots.perBucket(); slot++) {
                int offset = bucket + slots.offset(slot);
                long difference = words.getLong(offset) ^ wanted;
                long equal = ((difference | -difference) >>> 63) - 1;
                byte take = (byte) (equal & ~found);
                found |= equal;
                for (int i = 0; i < sealed.length; i++) {
                    sealed[i] |= (byte) (buckets[offset + Fingerprint.BYTES + i] & take);
                }
            }
        }
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] ^= mask[Fingerprint.BYTES + i];
        }
        return SealedLabel.of(sealed);
    }
}
