package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class KernelTest {

    private static final String PROPERTY = "mistnet.kernel";

    @AfterEach
    void choose() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void thePortableKernelRunsEverywhere() {
        assertThat(Kernel.PORTABLE.isSupported()).isTrue();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the processor's features are read from /proc")
    void theFastKernelIsTakenWhereTheProcessorHasAllItNeeds() throws Exception {
        String processor = Files.readString(Path.of("/proc/cpuinfo"));
        boolean able = processor.contains("avx512ifma")
                && processor.contains("avx512vbmi")
                && processor.contains("avx512dq")
                && processor.contains("avx512bw")
                && processor.contains("avx512vl");

        assertThat(Kernel.best()).isEqualTo(able ? Kernel.IFMA : Kernel.PORTABLE);
    }

    @Test
    void thePropertyForcesAKernel() {
        System.setProperty(PROPERTY, "portable");

        assertThat(Kernel.best()).isEqualTo(Kernel.PORTABLE);
    }

    @Test
    void anUnknownKernelIsRefusedByName() {
        System.setProperty(PROPERTY, "avx2");

        assertThatIllegalStateException().isThrownBy(Kernel::best).withMessageContaining("portable or ifma, not avx2");
    }

    @Test
    void aKernelThatTheProcessorLacksIsRefused() {
        assumeFalse(Kernel.IFMA.isSupported(), "this processor runs every kernel");
        System.setProperty(PROPERTY, "ifma");

        assertThatIllegalStateException().isThrownBy(Kernel::best).withMessageContaining("cannot run");
        assertThatIllegalStateException().isThrownBy(() -> new Table(Matrix.PARAMETERS, Kernel.IFMA));
    }
}
