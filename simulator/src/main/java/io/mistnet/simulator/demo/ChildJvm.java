package io.mistnet.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The JVM of a process of the demonstration, of which many start on few cores. */
enum ChildJvm {
    BROKER(384, Compilers.FIRST),
    NODE(512, Compilers.FIRST),
    /** Each of its sweeps hashes and masks the whole database. */
    LOOKUP_HOST(1024, Compilers.SECOND_FOR_CRYPTOGRAPHY);

    private enum Compilers {
        /** All is soon compiled, if not as well. */
        FIRST,
        /** Only the second compiler knows the processor's instructions for AES and SHA-256, which are ten to a hundred times as fast as what the first makes of Java. */
        SECOND_FOR_CRYPTOGRAPHY
    }

    private static final String DIRECTIVES = "compiler.json";

    private final int heapMegabytes;
    private final Compilers compilers;

    ChildJvm(int heapMegabytes, Compilers compilers) {
        this.heapMegabytes = heapMegabytes;
        this.compilers = compilers;
    }

    /**
     * Its options.
     *
     * @param folder of the process, where a file may be written that they name
     */
    List<String> options(Path folder) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC"));
        switch (compilers) {
            case FIRST -> options.add("-XX:TieredStopAtLevel=1");
            case SECOND_FOR_CRYPTOGRAPHY ->
                options.addAll(
                        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile=" + directives(folder)));
        }
        return options;
    }

    private static Path directives(Path folder) throws IOException {
        Path file = folder.resolve(DIRECTIVES);
        try (InputStream directives =
                Objects.requireNonNull(ChildJvm.class.getResourceAsStream(DIRECTIVES), DIRECTIVES)) {
            Files.copy(directives, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
