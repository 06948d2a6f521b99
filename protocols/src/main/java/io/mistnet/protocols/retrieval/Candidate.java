package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;

/** What one slot may hold: a record under the fingerprint and label key of one occurrence. Written as they stand in a slot. */
public record Candidate(Fingerprint fingerprint, SealedLabel sealed) {

    /** Reads one slot. */
    public static Candidate read(ByteBuffer in, Slots slots) {
        return new Candidate(Fingerprint.read(in), SealedLabel.read(in, slots));
    }

    /** Writes one slot. */
    public void write(ByteBuffer out) {
        fingerprint.write(out);
        sealed.write(out);
    }
}
