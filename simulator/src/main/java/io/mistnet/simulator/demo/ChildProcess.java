package io.mistnet.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another Java process on this class path, whose output goes to a log file. Ends with this one. */
final class ChildProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 8;
    private static final int LAST_LINES = 5;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts {@code mainClass} with JVM options that keep a small process small. */
    static ChildProcess start(String name, Path log, ChildJvm jvm, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(jvm.options(Objects.requireNonNull(log.toAbsolutePath().getParent(), "a file has a folder")));
        command.add(mainClass);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ChildProcess(name, process, log);
    }

    long pid() {
        return process.pid();
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time of all its threads so far; nothing where it has ended. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Fails, with the last lines of its output that are no structured logs, where the process has ended. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("%s ended with status %d: %s (--keep DIR keeps its log)"
                    .formatted(name, process.exitValue(), lastLines()));
        }
    }

    private String lastLines() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.filter(line -> !line.startsWith("{")).toList();
            return String.join(System.lineSeparator(), all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
        } catch (IOException e) {
            return "(its log cannot be read)";
        }
    }

    /** Asks the process to end. */
    void stop() {
        process.destroy();
    }

    /** Asks the process to end, and ends it where it does not. Returns when it has ended, even where the thread is interrupted. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }
}
