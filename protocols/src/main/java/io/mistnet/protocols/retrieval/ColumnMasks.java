package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;

/**
 * Puts the {@linkplain SlotMasks masks} of one version over all slots of a column: the last step before {@link io.mistnet.he.Table#writeColumn}, which takes the same pad seed. An asker who gets the same bucket in two
 * versions cannot tell records from filling then. Free slots are masked too, as if their first bytes were a fingerprint: random bytes stay random. Not thread-safe.
 */
public final class ColumnMasks {

    private final Slots slots;
    private final SlotMasks masks;

    public ColumnMasks(LookupParameters parameters, PadSeed padSeed) {
        this.slots = parameters.slots();
        this.masks = new SlotMasks(slots, padSeed.toBytes());
    }

    /**
     * Masks a column in place.
     *
     * @param plaintexts whole plaintexts from position to limit; position and limit stay
     */
    public void apply(ByteBuffer plaintexts) {
        byte[] slot = new byte[slots.slotBytes()];
        for (int bucket = plaintexts.position(); bucket < plaintexts.limit(); bucket += slots.plaintextBytes()) {
            for (int index = 0; index < slots.perBucket(); index++) {
                int offset = bucket + slots.offset(index);
                plaintexts.get(offset, slot);
                byte[] mask = masks.of(Fingerprint.read(ByteBuffer.wrap(slot)));
                for (int i = 0; i < slot.length; i++) {
                    slot[i] ^= mask[i];
                }
                plaintexts.put(offset, slot);
            }
        }
    }
}
