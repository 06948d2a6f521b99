package io.mistnet.simulator.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A source checkout with the real launcher, never built, on a machine with JDK 17, Maven, what native code needs, and the base utilities. */
final class Checkout {

    private static final List<String> BASE = List.of(
            "awk",
            "basename",
            "bash",
            "cat",
            "cp",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mktemp",
            "mv",
            "paste",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "tail",
            "tee",
            "touch",
            "tr");

    private static final String MAVEN = """
            case "$*" in *-version*) echo 'Apache Maven 3.8.7'; exit 0 ;; esac
            echo "$*" >>maven-runs
            mkdir -p simulator/target
            echo jar >simulator/target/simulator-1.2.3.jar
            printf '%s' "$PWD/pom.xml" >simulator/target/classpath
            """;

    private static final String JAVA = """
            case "$*" in *ArchiveClassesAtExit*) exit 0 ;; esac
            echo "process $$"
            printf '<%s>\\n' "$@"
            exit "${EXIT:-0}"
            """;

    private final Path machine;
    private final Path root;
    private final Path programs;
    private final Map<String, String> environment = new HashMap<>();

    Checkout(Path machine) throws IOException {
        this.machine = machine;
        root = Files.createDirectories(machine.resolve("a folder/check out"));
        programs = Files.createDirectories(machine.resolve("programs"));
        Files.copy(Path.of("..", "mistnet"), root.resolve("mistnet"), StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "<version>1.2.3</version>");
        write("simulator/pom.xml", "");
        write("simulator/src/main/java/A.java", "");
        write(".mvn/jvm.config", "");
        write("he-native/CMakeLists.txt", "");
        write("he-native/build-native", "");
        write("he-native/cmake/Seal.cmake", "");
        write("he-native/src/main/cpp/a.cpp", "");
        variable("PATH", programs + ":" + baseUtilities());
        variable("JAVA_HOME", jdk("17.0.1").toString());
        maven("");
        program("cmake", "echo 'cmake version 3.25.1'");
        program("c++", "cat >/dev/null");
        program("make", "");
        program("python3", "");
    }

    /** What a run printed and how it ended. */
    record Run(long process, int exit, List<String> out, String err) {}

    Path root() {
        return root;
    }

    void variable(String name, String value) {
        environment.put(name, value);
    }

    void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A JDK whose Java prints its process and its arguments, one a line, and exits with the variable EXIT. */
    Path jdk(String version) throws IOException {
        Path home = machine.resolve("jdk " + version);
        script(home.resolve("bin/java"), JAVA);
        script(home.resolve("bin/javac"), "echo javac " + version);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A Maven that makes one jar, writes down that it was asked, and then does what the test says. */
    void maven(String afterwards) throws IOException {
        program("mvn", MAVEN + afterwards);
    }

    void program(String name, String body) throws IOException {
        script(programs.resolve(name), body);
    }

    void without(String program) throws IOException {
        Files.delete(programs.resolve(program));
    }

    /** A package manager that installs Maven. */
    void debian() throws IOException {
        maven("");
        Files.move(programs.resolve("mvn"), machine.resolve("mvn.package"));
        program(
                "apt-get",
                "case \"$*\" in *install*maven*) cp '%s' '%s' ;; esac"
                        .formatted(machine.resolve("mvn.package"), programs.resolve("mvn")));
    }

    /** The arguments of each run of Maven that built or tested something. */
    List<String> mavenRuns() throws IOException {
        Path runs = root.resolve("maven-runs");
        return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return finished(start(root.resolve("mistnet"), arguments));
    }

    /** Starts the launcher from outside the checkout. */
    Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(machine.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run finished(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.pid(), process.waitFor(), out.lines().toList(), err);
    }

    /** A folder of links, kept for all tests: to nothing but what the launcher may take for granted. */
    private static Path baseUtilities() throws IOException {
        Path folder =
                Files.createDirectories(Path.of("target", "base-utilities").toAbsolutePath());
        for (String program : BASE) {
            if (!Files.exists(folder.resolve(program))) {
                Files.createSymbolicLink(folder.resolve(program), installed(program));
            }
        }
        return folder;
    }

    private static Path installed(String program) {
        return Stream.of("/usr/bin", "/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the launcher needs " + program + ": install it"));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!" + installed("bash") + "\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
