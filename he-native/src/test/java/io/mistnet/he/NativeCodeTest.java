package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the C++ tests, which hold the library against SEAL's own API and measure the noise. */
@Tag("slow")
class NativeCodeTest {

    private static final String PROGRAM = "mistnet_he_test";

    @Test
    void theTestProgramPasses() throws Exception {
        assertBuiltAndPassed(Path.of("target", "native"));
    }

    @Test
    void theTestProgramPassesUnderAddressSanitizerAndUndefinedBehaviourSanitizer() throws Exception {
        assertBuiltAndPassed(Path.of("target", "native-sanitized"), "-DMISTNET_SANITIZE=ON");
    }

    private static void assertBuiltAndPassed(Path folder, String... options) throws Exception {
        List<String> build = new ArrayList<>(List.of("./build-native", folder.toString()));
        build.addAll(List.of(options));
        build.addAll(List.of("--", PROGRAM));

        assertSucceeds(build);
        assertSucceeds(List.of(folder.resolve(PROGRAM).toString()));
    }

    private static void assertSucceeds(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // SEAL itself is not instrumented: a vector that it grows would look overrun
        builder.environment().put("ASAN_OPTIONS", "detect_container_overflow=0");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(output).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
