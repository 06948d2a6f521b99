package io.mistnet.protocols.retrieval;

/**
 * How a bucket's bytes are cut into slots, one after the other. A slot is a fingerprint (8 bytes) and a sealed label (the label and a tag of 16 bytes). Bytes behind the last slot are filling.
 *
 * @param plaintextBytes of one bucket
 * @param labelBytes of one label, padding included: 16 to 256
 */
public record Slots(int plaintextBytes, int labelBytes) {

    public static final int LEAST_LABEL_BYTES = 16;
    public static final int MOST_LABEL_BYTES = 256;

    public Slots {
        if (labelBytes < LEAST_LABEL_BYTES || labelBytes > MOST_LABEL_BYTES) {
            throw new IllegalArgumentException(
                    "labels of %d bytes: choose %d to %d".formatted(labelBytes, LEAST_LABEL_BYTES, MOST_LABEL_BYTES));
        }
        if (plaintextBytes < slotBytes(labelBytes)) {
            throw new IllegalArgumentException("a plaintext of %d bytes holds no slot of %d bytes"
                    .formatted(plaintextBytes, slotBytes(labelBytes)));
        }
    }

    private static int slotBytes(int labelBytes) {
        return Fingerprint.BYTES + labelBytes + SealedLabel.TAG_BYTES;
    }

    /** Bytes of one sealed label. */
    public int sealedBytes() {
        return labelBytes + SealedLabel.TAG_BYTES;
    }

    /** Bytes of one slot. */
    public int slotBytes() {
        return slotBytes(labelBytes);
    }

    /** Slots of one bucket. */
    public int perBucket() {
        return plaintextBytes / slotBytes();
    }

    /** Where a slot begins in its bucket. */
    public int offset(int slot) {
        return slot * slotBytes();
    }
}
