package io.mistnet.simulator.people;

import io.mistnet.simulator.cli.Mistnet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mistnet demo --keep} as a user starts it: a process whose output says where people sign in. */
final class StandingDemonstration implements AutoCloseable {

    private static final int GRACE_SECONDS = 60;
    private static final String LAST_LINE = "The network goes on.";

    private final Process process;
    private final StringBuilder printed = new StringBuilder();

    /** Starts one, and waits until it says that it goes on. */
    StandingDemonstration(String... options) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Mistnet.class.getName(),
                "demo",
                "--keep");
        command.command().addAll(List.of(options));
        process = command.redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(LAST_LINE)) {
            printed.append(line).append('\n');
            line = output.readLine();
        }
        if (line == null) {
            close();
            throw new IOException("the demonstration ended early:\n" + printed);
        }
        Thread drain = new Thread(() -> drain(output), "output of the demonstration");
        drain.setDaemon(true);
        drain.start();
    }

    /** The address of a console, by what the output calls it. */
    String console(String name) {
        return found(Pattern.quote(name) + " +(http://\\S+) +as ");
    }

    String password() {
        return found("with the password (\\S+):");
    }

    /** The phone number that the story looked up first: two banks have reported it. */
    String phone() {
        return found("asks for a phone number, (\\+[0-9]+)\\.");
    }

    /** Has an institution's node stand still, as one does that has far too much to do. */
    void hold(String institution) {
        signal("STOP", institution);
    }

    /** Has it go on. */
    void release(String institution) {
        signal("CONT", institution);
    }

    /** Ends it at once. */
    void kill(String institution) {
        node(institution).destroyForcibly();
    }

    private void signal(String signal, String institution) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            String.valueOf(node(institution).pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle node(String institution) {
        return process.descendants()
                .filter(child -> isNodeOf(child, institution))
                .findFirst()
                .orElseThrow();
    }

    /** Tells it to end, as Ctrl-C does. @return whether it did so in time */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** From the system's own list: what Java knows of a process ends in the middle of a long class path. */
    private static boolean isNodeOf(ProcessHandle child, String institution) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(child.pid()), "cmdline"))
                    .contains("/" + institution + "/node.conf");
        } catch (IOException e) {
            return false;
        }
    }

    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It has ended.
        }
    }

    private String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("the demonstration did not print " + pattern + ":\n" + printed);
        }
        return matcher.group(1);
    }
}
