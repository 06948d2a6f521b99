package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.he.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerBindingTest {

    private final TableLayout layout = new TableLayout(8, 8, 2, 1);
    private final AnswerHeader header = new AnswerHeader(7, seed(1), seed(2), 3);
    private final Region region = new Region(new Shape(4, 8, 1, 1), 4, 0);
    private final ByteBuffer query = filled(100, 3);
    private final ByteBuffer answer = filled(200, 4);

    private byte[] digest() {
        return new AnswerBinding(Selectors.NETWORK, 1, "police")
                .add(region, query, header, answer)
                .digest();
    }

    @Test
    void hostAndAskerComputeTheSame() {
        assertThat(digest()).hasSize(32).isEqualTo(digest());
        assertThat(answer.position()).isZero();
        assertThat(query.position()).isZero();
    }

    @Test
    void anyOtherNetworkKeyEpochAskerRegionQueryHeaderOrAnswerGivesAnotherDigest() {
        Set<ByteBuffer> digests = new HashSet<>();
        digests.add(ByteBuffer.wrap(digest()));
        digests.add(ByteBuffer.wrap(new AnswerBinding(new byte[32], 1, "police")
                .add(region, query, header, answer)
                .digest()));
        digests.add(ByteBuffer.wrap(new AnswerBinding(Selectors.NETWORK, 2, "police")
                .add(region, query, header, answer)
                .digest()));
        digests.add(ByteBuffer.wrap(new AnswerBinding(Selectors.NETWORK, 1, "fiu")
                .add(region, query, header, answer)
                .digest()));
        digests.add(of(new Region(region.shape(), 0, 0), query, header, answer));
        digests.add(of(new Region(new Shape(4, 4, 1, 1), 4, 0), query, header, answer));
        digests.add(of(region, filled(100, 5), header, answer));
        digests.add(of(region, query, new AnswerHeader(8, seed(1), seed(2), 3), answer));
        digests.add(of(region, query, new AnswerHeader(7, seed(9), seed(2), 3), answer));
        digests.add(of(region, query, new AnswerHeader(7, seed(1), seed(9), 3), answer));
        digests.add(of(region, query, new AnswerHeader(7, seed(1), seed(2), 4), answer));
        assertThat(digests).hasSize(11);
        for (int byteIndex : new int[] {0, 100, 199}) {
            ByteBuffer tampered = filled(200, 4);
            tampered.put(byteIndex, (byte) 5);
            digests.add(of(region, query, header, tampered));
        }
        assertThat(digests).hasSize(14);
    }

    @Test
    void answersInAnotherOrderOrNumberGiveAnotherDigest() {
        ByteBuffer other = filled(200, 6);
        byte[] both = new AnswerBinding(Selectors.NETWORK, 1, "police")
                .add(region, query, header, answer)
                .add(region, query, header, other)
                .digest();
        byte[] swapped = new AnswerBinding(Selectors.NETWORK, 1, "police")
                .add(region, query, header, other)
                .add(region, query, header, answer)
                .digest();
        assertThat(both).isNotEqualTo(swapped).isNotEqualTo(digest());
    }

    @Test
    void aHeaderTravelsInAFixedNumberOfBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(AnswerHeader.BYTES);
        header.write(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(AnswerHeader.read(bytes.flip(), layout)).isEqualTo(header);
    }

    @Test
    void aHeaderOfAnotherLengthOrTableIsRefused() {
        assertThatThrownBy(() -> AnswerHeader.read(ByteBuffer.allocate(75), layout))
                .hasMessage("an answer's header of 75 bytes, not 76");
        for (int boundary : new int[] {-1, 9, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            ByteBuffer bytes = ByteBuffer.allocate(AnswerHeader.BYTES);
            new AnswerHeader(7, seed(1), seed(2), boundary).write(bytes);
            assertThatThrownBy(() -> AnswerHeader.read(bytes.flip(), layout))
                    .hasMessage("an answer's header says that %d of 8 columns are renewed", boundary);
        }
    }

    @Test
    void columnsBelowTheBoundaryAreUnderTheNewSeed() {
        for (int column = 0; column < 8; column++) {
            assertThat(header.padSeed(column)).isEqualTo((column < 3 ? seed(2) : seed(1)).toBytes());
        }
    }

    private static ByteBuffer of(Region region, ByteBuffer query, AnswerHeader header, ByteBuffer answer) {
        return ByteBuffer.wrap(new AnswerBinding(Selectors.NETWORK, 1, "police")
                .add(region, query, header, answer)
                .digest());
    }

    private static PadSeed seed(int value) {
        return PadSeed.of(filled(32, value).array());
    }

    private static ByteBuffer filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }
}
