package io.mistnet.protocols.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Step;
import org.junit.jupiter.api.Test;

class SeedTest {

    private final Seed seed = ThreeComputeParties.seed(1, 2);

    @Test
    void aSeedTravelsAsFourWords() {
        assertThat(Seed.ofWords(seed.toWords(), 0).toBytes()).isEqualTo(seed.toBytes());
    }

    @Test
    void derivedSeedsDifferByPurposeAndRepeat() {
        assertThat(seed.derive("a").toBytes())
                .isEqualTo(seed.derive(Step.of("a")).toBytes())
                .isNotEqualTo(seed.derive("b").toBytes())
                .isNotEqualTo(seed.toBytes());
    }

    @Test
    void extractionDependsOnMaterialSaltAndContext() {
        byte[] base = Seed.extract(new byte[] {1}, new byte[] {2}, "c").toBytes();
        assertThat(Seed.extract(new byte[] {3}, new byte[] {2}, "c").toBytes()).isNotEqualTo(base);
        assertThat(Seed.extract(new byte[] {1}, new byte[] {3}, "c").toBytes()).isNotEqualTo(base);
        assertThat(Seed.extract(new byte[] {1}, new byte[] {2}, "d").toBytes()).isNotEqualTo(base);
    }

    @Test
    void itsBytesAreItsOwn() {
        byte[] bytes = seed.toBytes();
        Seed copy = Seed.of(bytes);
        bytes[0]++;
        copy.toBytes()[1]++;
        assertThat(copy.toBytes()).isEqualTo(seed.toBytes());
    }

    @Test
    void itNeverPrints() {
        assertThat(seed).hasToString("Seed(secret)");
    }

    @Test
    void itHasThirtyTwoBytes() {
        assertThatThrownBy(() -> Seed.of(new byte[31])).hasMessage("a seed has 32 bytes, not 31");
    }
}
