package io.mistnet.simulator.benchmark.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A {@link LookupHost} in a process of its own, which ends with this one. */
final class HostProcess implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 1024;
    private static final int GRACE_SECONDS = 20;

    private final Process process;
    private final Path log;
    private final BufferedReader output;
    private final OutputStream input;
    private final ObjectMapper json = new ObjectMapper();

    private HostProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.input = process.getOutputStream();
    }

    /**
     * Starts it; it then loads its records.
     *
     * @param command the main class with the arguments that run a {@link LookupHost}
     * @param kernel that it must run on; empty for the fastest
     * @param log takes what it has to say but figures
     */
    static HostProcess start(List<String> command, Optional<String> kernel, Path log) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-cp",
                System.getProperty("java.class.path")));
        kernel.ifPresent(name -> line.add("-Dmistnet.kernel=" + name));
        line.addAll(command);
        return new HostProcess(
                new ProcessBuilder(line).redirectError(log.toFile()).start(), log);
    }

    /** Waits until all records are loaded. */
    HostFigures loaded() throws IOException {
        return read();
    }

    /** What it served since the last call. */
    HostFigures figures() throws IOException {
        input.write('\n');
        input.flush();
        return read();
    }

    private HostFigures read() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the host ended: " + lastWords());
        }
        return json.readValue(line, HostFigures.class);
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** Asks it to end, and ends it where it does not. */
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            process.destroy();
        }
        process.onExit()
                .completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }
}
