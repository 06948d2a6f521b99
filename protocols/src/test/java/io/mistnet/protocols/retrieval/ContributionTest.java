package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionTest {

    private final Slots slots = new Slots(7168, 32);
    private final SelectorTags tags = SelectorTags.of(new byte[32], new byte[32], 1, 3);
    private final Contribution contribution = new Contribution(
            new RecordId(1, 2),
            tags.position(),
            tags.occurrences().stream().map(this::candidate).toList());

    @Test
    void itTravelsInAFixedNumberOfBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Contribution.bytes(slots, 3));
        contribution.write(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(bytes.capacity()).isEqualTo(16 + 12 + 3 * (8 + 32 + 16));
        assertThat(Contribution.read(bytes.flip(), slots, 3)).isEqualTo(contribution);
    }

    @Test
    void anotherLengthIsRefused() {
        for (int length : new int[] {0, 195, 197}) {
            assertThatThrownBy(() -> Contribution.read(ByteBuffer.allocate(length), slots, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a contribution of %d bytes where this network's have 196", length);
        }
    }

    @Test
    void equalFingerprintsAreRefused() {
        Candidate candidate = contribution.candidates().get(0);
        assertThatThrownBy(() -> new Contribution(
                        contribution.recordId(), contribution.position(), List.of(candidate, candidate)))
                .hasMessage(
                        "contribution 00000000000000010000000000000002: 2 candidates with 1 different fingerprints");
    }

    private Candidate candidate(OccurrenceTag tag) {
        return new Candidate(tag.fingerprint(), new LabelSealing(slots).seal(new byte[] {7}, tag));
    }
}
