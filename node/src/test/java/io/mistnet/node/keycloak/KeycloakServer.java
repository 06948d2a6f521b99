package io.mistnet.node.keycloak;

import io.mistnet.node.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Keycloak from its distribution, which the build unpacks into {@code target/keycloak}, on a free port of loopback, with the realm {@code staff}. It keeps nothing. */
public final class KeycloakServer implements AutoCloseable {

    /** Why tests are left out where {@link #isUnpacked} is false. */
    public static final String MISSING =
            "no Keycloak in node/target/keycloak; the build unpacks it unless slow tests are left out";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 250;

    private final Process process;
    private final int port;
    private final Thread atExit;

    private KeycloakServer(Process process, int port) {
        this.process = process;
        this.port = port;
        this.atExit = new Thread(process::destroyForcibly, "stop-keycloak");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static boolean isUnpacked() throws IOException {
        return home().isPresent();
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param console the address of the console that it sends people back to
     */
    public static KeycloakServer start(String console) throws IOException, InterruptedException {
        Path home = home().orElseThrow(() -> new IOException(MISSING));
        Path data = home.resolve("data");
        delete(data);
        Files.createDirectories(data.resolve("import"));
        Files.writeString(data.resolve("import").resolve("realm.json"), realm().replace("@console@", console));
        int port = FreePorts.one();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--db=dev-mem",
                        "--cache=local")
                .redirectErrorStream(true)
                .redirectOutput(log(home).toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        KeycloakServer server = new KeycloakServer(builder.start(), port);
        server.await(log(home));
        return server;
    }

    /** The realm's address. */
    public String issuer() {
        return "http://127.0.0.1:%d/realms/staff".formatted(port);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void await(Path log) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(client, request)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("Keycloak does not answer: " + Files.readString(log));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path log(Path home) {
        return home.resolveSibling("keycloak.log");
    }

    private static Optional<Path> home() throws IOException {
        Path folder = Path.of("target", "keycloak").toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve("bin").resolve("kc.sh")))
                    .findFirst();
        }
    }

    private static String realm() throws IOException {
        try (InputStream stream = Objects.requireNonNull(KeycloakServer.class.getResourceAsStream("realm.json"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        files.stream().map(Path::toFile).forEach(File::delete);
    }
}
