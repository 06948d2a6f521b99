package io.mistnet.node.relational;

import io.mistnet.node.FreePorts;
import io.mistnet.node.identity.Password;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL from the distribution's package, on a free port of loopback, in a folder of its own that goes with it. It forgets what it was told when the machine fails, which makes it fast.
 *
 * <p>PostgreSQL does not run as root; where the tests do, it runs as another user.
 */
public final class PostgresServer implements AutoCloseable {

    /** Why tests are left out where {@link #isInstalled} is false. */
    public static final String MISSING = "no PostgreSQL on this machine; apt-get install postgresql";

    private static final String USER = "mistnet";
    private static final String PASSWORD = "a password of tests";
    private static final long PATIENCE_SECONDS = 60;
    private static final int CONNECTIONS = 4;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final List<String> asUser;
    private final AtomicInteger databases = new AtomicInteger();
    private final Thread atExit = new Thread(this::stopQuietly, "stop-postgres");

    private PostgresServer(Path programs, Path folder, int port, List<String> asUser) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.asUser = asUser;
    }

    /** Whether this machine has it. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    /** Starts one. */
    public static PostgresServer start() throws Exception {
        Path programs = programs().orElseThrow(() -> new IOException(MISSING));
        Path folder = Files.createTempDirectory("mistnet-postgres");
        PostgresServer server = new PostgresServer(programs, folder, FreePorts.one(), owner(folder));
        Runtime.getRuntime().addShutdownHook(server.atExit);
        server.initialise();
        server.resume();
        return server;
    }

    /** A new, empty database. */
    public DatabaseSettings freshDatabase() throws SQLException {
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new DatabaseSettings(
                url(name), Optional.of(USER), Optional.of(Password.of(PASSWORD)), CONNECTIONS, Duration.ofSeconds(2));
    }

    /** As an operator backs a database up. */
    Path backUp(DatabaseSettings database) throws Exception {
        Path file = folder.resolve("backup");
        run("pg_dump", "--format=custom", "--file=" + file, withPassword(database));
        return file;
    }

    /** As an operator puts a backup in the place of what is there. */
    void restore(Path backup, DatabaseSettings database) throws Exception {
        run("pg_restore", "--clean", "--if-exists", "--dbname=" + withPassword(database), backup.toString());
    }

    private static String withPassword(DatabaseSettings database) {
        String user = USER + ":" + PASSWORD.replace(" ", "%20");
        return database.url().replace("jdbc:postgresql://", "postgresql://" + user + "@");
    }

    /** Goes away, with its data kept, and ends all connections. */
    public void pause() throws Exception {
        run("pg_ctl", "stop", "-D", data(), "-m", "fast", "-w");
    }

    /** Comes back at the same address. */
    public void resume() throws Exception {
        String options =
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off".formatted(port);
        run("pg_ctl", "start", "-D", data(), "-l", folder.resolve("log").toString(), "-o", options, "-w");
    }

    @Override
    public void close() throws Exception {
        stopQuietly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void initialise() throws Exception {
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        own(password, Files.getOwner(folder));
        run(
                "initdb",
                "-D",
                data(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync");
    }

    private void stopQuietly() {
        try {
            if (Files.exists(folder.resolve("data").resolve("postmaster.pid"))) {
                run("pg_ctl", "stop", "-D", data(), "-m", "immediate", "-w");
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (Exception e) {
            System.err.println("PostgreSQL in " + folder + " could not be stopped: " + e.getMessage());
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end within " + PATIENCE_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed: " + Files.readString(output));
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Gives the folder to whom the server runs as, where that is not who runs the tests. */
    private static List<String> owner(Path folder) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        for (String name : List.of("postgres", "nobody")) {
            try {
                UserPrincipal user =
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
                own(folder, user);
                return List.of("setpriv", "--reuid=" + name, "--clear-groups", "--inh-caps=-all");
            } catch (UserPrincipalNotFoundException e) {
                continue;
            }
        }
        throw new IOException(
                "neither of the users postgres and nobody is on this machine, and PostgreSQL does not run as root");
    }

    private static void own(Path file, UserPrincipal user) throws IOException {
        Files.setOwner(file, user);
    }

    /** The newest version's programs. */
    private static Optional<Path> programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(versions)) {
            try (Stream<Path> entries = Files.list(versions)) {
                entries.map(version -> version.resolve("bin"))
                        .sorted(Comparator.reverseOrder())
                        .forEach(folders::add);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(entry));
        }
        return folders.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl")))
                .findFirst();
    }
}
