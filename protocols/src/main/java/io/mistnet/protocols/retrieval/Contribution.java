package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a contributor sends to the host for one record: the same label, sealed once for each occurrence. The host keeps the first candidate whose fingerprint is not in the table yet, so that no
 * contributor needs to know of the others' records of the same selector.
 *
 * <p><b>Leakage.</b> To the host: that two records have the same selector (same position and fingerprints). To the contributor: by a refusal, that the selector has all its records; so, by adding until then, how
 * many others have. The host's reply does not name the occurrence.
 * <p><b>On deviation.</b> A contributor can send any bytes: they take a slot, and where their fingerprints are a selector's an occurrence of it, but spoil no other record. Masks and pads keep the plaintexts uniform, and an asker drops
 * what does not open.
 *
 * @param candidates one per occurrence, in order, with different fingerprints
 */
public record Contribution(RecordId recordId, Position position, List<Candidate> candidates) {

    public Contribution {
        candidates = List.copyOf(candidates);
        Set<Fingerprint> different = new HashSet<>();
        candidates.forEach(candidate -> different.add(candidate.fingerprint()));
        if (candidates.isEmpty() || different.size() < candidates.size()) {
            throw new IllegalArgumentException("contribution %s: %d candidates with %d different fingerprints"
                    .formatted(recordId, candidates.size(), different.size()));
        }
    }

    /** Bytes of one contribution, the same for all of a network. */
    public static int bytes(Slots slots, int occurrences) {
        return RecordId.BYTES + Position.BYTES + occurrences * slots.slotBytes();
    }

    /**
     * Reads one, which must be all that the buffer has left.
     *
     * @throws IllegalArgumentException if the length is another one, or two fingerprints are alike
     */
    public static Contribution read(ByteBuffer in, Slots slots, int occurrences) {
        if (in.remaining() != bytes(slots, occurrences)) {
            throw new IllegalArgumentException("a contribution of %d bytes where this network's have %d"
                    .formatted(in.remaining(), bytes(slots, occurrences)));
        }
        RecordId recordId = RecordId.read(in);
        Position position = Position.read(in);
        Candidate[] candidates = new Candidate[occurrences];
        for (int i = 0; i < occurrences; i++) {
            candidates[i] = Candidate.read(in, slots);
        }
        return new Contribution(recordId, position, List.of(candidates));
    }

    /** Writes it. */
    public void write(ByteBuffer out) {
        recordId.write(out);
        position.write(out);
        candidates.forEach(candidate -> candidate.write(out));
    }
}
