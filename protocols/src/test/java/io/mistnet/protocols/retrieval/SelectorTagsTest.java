package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SelectorTagsTest {

    private final byte[] output = filled(1);
    private final byte[] network = filled(2);
    private final SelectorTags tags = SelectorTags.of(output, network, 3, 8);

    /** HKDF written out by RFC 5869 over the platform's HMAC. */
    @Test
    void aPositionIsHkdfOfTheOutputBoundToNetworkEpochAndPurpose() throws Exception {
        byte[] purpose = "mistnet lookup position".getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(32 + 4 + 4 + purpose.length + 1)
                .put(network)
                .putInt(3)
                .putInt(0)
                .put(purpose)
                .put((byte) 1)
                .array();
        byte[] block = hmac(hmac(new byte[32], output), info);
        assertThat(tags.position()).isEqualTo(Position.read(ByteBuffer.wrap(block)));
    }

    @Test
    void anAskerDerivesWhatTheContributorDerived() {
        SelectorTags again = SelectorTags.of(output.clone(), network.clone(), 3, 8);
        LabelSealing sealing = new LabelSealing(new Slots(7168, 32));
        assertThat(again.position()).isEqualTo(tags.position());
        for (int i = 0; i < 8; i++) {
            OccurrenceTag there = tags.occurrences().get(i);
            OccurrenceTag here = again.occurrences().get(i);
            assertThat(here.fingerprint()).isEqualTo(there.fingerprint());
            assertThat(sealing.seal(new byte[] {1}, here)).isEqualTo(sealing.seal(new byte[] {1}, there));
        }
    }

    @Test
    void outputNetworkAndEpochEachGiveOtherTags() {
        Set<Position> positions = new HashSet<>(Set.of(tags.position()));
        Set<Fingerprint> fingerprints = new HashSet<>();
        tags.occurrences().forEach(tag -> fingerprints.add(tag.fingerprint()));
        SelectorTags[] others = {
            SelectorTags.of(filled(9), network, 3, 8),
            SelectorTags.of(output, filled(9), 3, 8),
            SelectorTags.of(output, network, 4, 8)
        };
        for (SelectorTags other : others) {
            positions.add(other.position());
            other.occurrences().forEach(tag -> fingerprints.add(tag.fingerprint()));
        }
        assertThat(positions).hasSize(4);
        assertThat(fingerprints).hasSize(32);
    }

    @Test
    void fewerOccurrencesAreTheFirstOfMore() {
        assertThat(SelectorTags.of(output, network, 3, 2).occurrences().get(1).fingerprint())
                .isEqualTo(tags.occurrences().get(1).fingerprint());
    }

    @Test
    void nothingOfThemPrints() {
        assertThat(tags).hasToString("SelectorTags(secret)");
        assertThat(tags.occurrences().get(0))
                .hasToString("OccurrenceTag[fingerprint=Fingerprint(not shown), labelKey=LabelKey(secret)]");
        assertThat(tags.position()).hasToString("Position(not shown)");
    }

    @Test
    void inputsOfWrongSizeAreRefused() {
        assertThatThrownBy(() -> SelectorTags.of(new byte[31], network, 3, 8))
                .hasMessage("OPRF output of 31 bytes, not 32");
        assertThatThrownBy(() -> SelectorTags.of(output, new byte[0], 3, 8))
                .hasMessage("network hash of 0 bytes, not 32");
        assertThatThrownBy(() -> SelectorTags.of(output, network, 3, 9))
                .hasMessage("9 records of one selector: choose 1 to 8");
    }

    private static byte[] hmac(byte[] key, byte[] data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
