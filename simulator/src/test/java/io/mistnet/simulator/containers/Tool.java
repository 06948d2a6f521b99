package io.mistnet.simulator.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that is no part of the checkout: on the path, or among those that {@code .ci/tools} builds. */
record Tool(Path program) {

    private static final int SECONDS = 60;

    /**
     * What a run printed.
     *
     * @param status its exit status
     */
    record Ran(int status, String output) {

        String requireSuccess() {
            if (status != 0) {
                throw new AssertionError("status " + status + "\n" + output);
            }
            return output;
        }
    }

    /** The program of this name; without it the test is skipped, with the reason. */
    static Tool find(String name) {
        String cache = Optional.ofNullable(System.getenv("MISTNET_TOOLS"))
                .orElse(System.getProperty("user.home") + "/.cache/mistnet/tools");
        Optional<Path> found = Stream.concat(
                        Stream.of(cache), Arrays.stream(System.getenv("PATH").split(":", -1)))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), name + " is not on this machine: .ci/tools builds it where there is Go");
        return new Tool(found.orElseThrow());
    }

    Ran run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return new Ran(process.exitValue(), output);
    }
}
