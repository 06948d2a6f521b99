package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PadsTest {

    private final byte[] seed = new byte[Pads.SEED_BYTES];

    @Test
    void aPadIsShake256OfSeedColumnAndRow() {
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(16);

        Pads.xor(seed, 5, 258, bytes);

        byte[] pad = new byte[16];
        bytes.get(pad);
        assertThat(HexFormat.of().formatHex(pad)).isEqualTo("039ad77eab38aa4dbb5e21109841c19a");
    }

    @Test
    void aPadComesOffWhenAppliedTwice() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(7168);

        Pads.xor(seed, 1, 2, bytes);
        assertThat(bytes).isNotEqualTo(ByteBuffer.allocate(7168));
        Pads.xor(seed, 1, 2, bytes);

        assertThat(bytes).isEqualTo(ByteBuffer.allocate(7168));
    }

    @Test
    void aSeedOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pads.xor(new byte[31], 0, 0, ByteBuffer.allocateDirect(16)))
                .withMessageContaining("32 bytes, not 31");
    }
}
