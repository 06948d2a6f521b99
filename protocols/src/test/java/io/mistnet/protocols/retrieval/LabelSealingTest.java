package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSealingTest {

    private static final HexFormat HEX = HexFormat.of();

    private final Slots slots = new Slots(7168, 32);
    private final LabelSealing sealing = new LabelSealing(slots);
    private final SelectorTags tags = SelectorTags.of(new byte[32], new byte[32], 1, 2);
    private final OccurrenceTag tag = tags.occurrences().get(0);

    @ParameterizedTest(name = "RFC 8452 C.2: {2}")
    @CsvSource({
        "0100000000000000000000000000000000000000000000000000000000000000, 030000000000000000000000, '', '', 07f5f4169bbf55a8400cd47ea6fd400f",
        "0100000000000000000000000000000000000000000000000000000000000000, 030000000000000000000000, 0100000000000000, '', c2ef328e5c71c83b843122130f7364b761e0b97427e3df28",
        "0100000000000000000000000000000000000000000000000000000000000000, 030000000000000000000000, 0200000000000000, 01, 1de22967237a813291213f267e3b452f02d01ae33e4ec854",
        "0100000000000000000000000000000000000000000000000000000000000000, 030000000000000000000000, 0200000000000000000000000000000003000000000000000000000000000000, 01, 07dad364bfc2b9da89116d7bef6daaaf6f255510aa654f920ac81b94e8bad365aea1bad12702e1965604374aab96dbbc",
        "0100000000000000000000000000000000000000000000000000000000000000, 030000000000000000000000, 0300000000000000000000000000000004000000, 010000000000000000000000000000000200, 43dd0163cdb48f9fe3212bf61b201976067f342bb879ad976d8242acc188ab59cabfe307",
        "3c535de192eaed3822a2fbbe2ca9dfc88255e14a661b8aa82cc54236093bbc23, 688089e55540db1872504e1c, ced532ce4159b035277d4dfbb7db62968b13cd4eec, 734320ccc9d9bbbb19cb81b2af4ecbc3e72834321f7aa0f70b7282b4f33df23f167541, 626660c26ea6612fb17ad91e8e767639edd6c9faee9d6c7029675b89eaf4ba1ded1a286594"
    })
    void theCipherIsAes256GcmSiv(String key, String nonce, String plaintext, String bound, String result)
            throws InvalidCipherTextException {
        byte[] sealed = LabelSealing.crypt(true, key(key), bytes(nonce), bytes(bound), bytes(plaintext));
        assertThat(HEX.formatHex(sealed)).isEqualTo(result);
        assertThat(LabelSealing.crypt(false, key(key), bytes(nonce), bytes(bound), sealed))
                .isEqualTo(bytes(plaintext));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 30, 31})
    void contentOfAnyLengthComesBackFromSealsOfOneSize(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (0x80 - length + i);
        }
        SealedLabel sealed = sealing.seal(content, tag);
        assertThat(sealed.length()).isEqualTo(slots.sealedBytes());
        assertThat(sealing.open(sealed, tag)).contains(content);
    }

    @Test
    void everyFlippedBitOfASealIsNoticed() {
        byte[] sealed = sealing.seal(new byte[] {1, 2, 3}, tag).toBytes();
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(sealing.open(SealedLabel.read(ByteBuffer.wrap(flipped), slots), tag))
                    .isEmpty();
        }
    }

    @Test
    void aSealOpensUnderItsOwnKeyAndFingerprintOnly() {
        SealedLabel sealed = sealing.seal(new byte[] {1, 2, 3}, tag);
        OccurrenceTag other = tags.occurrences().get(1);
        assertThat(sealing.open(sealed, other)).isEmpty();
        assertThat(sealing.open(sealed, new OccurrenceTag(tag.fingerprint(), other.labelKey())))
                .isEmpty();
        assertThat(sealing.open(sealed, new OccurrenceTag(other.fingerprint(), tag.labelKey())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10",
                "8000000000000000000000000000000000000000000000000000000000000001"
            })
    void aLabelThatItsContributorPaddedBadlyOpensToNothing(String padded) throws InvalidCipherTextException {
        byte[] sealed = LabelSealing.crypt(
                true,
                tag.labelKey().parameter(),
                new byte[12],
                tag.fingerprint().toBytes(),
                bytes(padded));
        assertThat(sealing.open(SealedLabel.read(ByteBuffer.wrap(sealed), slots), tag))
                .isEmpty();
    }

    @Test
    void aLabelThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> sealing.seal(new byte[32], tag))
                .hasMessage(
                        "a label of 32 bytes, where this network's hold 31; shorten its texts, or give the network larger labels");
    }

    private static KeyParameter key(String hex) {
        return new KeyParameter(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }
}
