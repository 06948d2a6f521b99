package io.mistnet.node.console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.access.Access;
import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.server.Directives;

/** A console on a free port of loopback with the sections under test. Requests say in a header who sends them. */
public final class TestConsole implements AutoCloseable {

    /** The CSRF token of all sessions. */
    public static final String CSRF = "token-of-the-session";

    private static final String BOUNDARY = "----boundary-of-tests";
    private static final String USER = "X-Test-User";

    private static final int BURST = 10_000;
    private static final Duration INTERVAL = Duration.ofMillis(1);

    private final List<Access> accesses = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "test-console");
    private final ConsoleWorkers workers = new ConsoleWorkers();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerBinding binding;

    public TestConsole(List<Function<Responder, ConsoleSection>> sections) throws Exception {
        this(sections, new RateLimit<>(BURST, INTERVAL, Clock.systemUTC()));
    }

    TestConsole(List<Function<Responder, ConsoleSection>> sections, RateLimit<String> limit) throws Exception {
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(Console.routes(
                        system, protection(limit), responder -> Directives.reject(), sections, workers, meters))
                .toCompletableFuture()
                .get();
    }

    /** What was written into the audit log so far. */
    public List<Access> accesses() {
        return List.copyOf(accesses);
    }

    /** From now on the audit log cannot be written. */
    public void breakLog() {
        broken = true;
    }

    private Protection protection(RateLimit<String> limit) {
        return new Protection(TestConsole::visitor, this::write, limit, false);
    }

    private void write(Access access) {
        if (broken) {
            throw new UncheckedIOException(new IOException("the disk is full"));
        }
        accesses.add(access);
    }

    public URI address(String path) {
        return URI.create(
                "http://127.0.0.1:%d%s".formatted(binding.localAddress().getPort(), path));
    }

    /** The console as the user with this name and these roles. */
    public Client as(String name, UserRole... roles) {
        return new Client(name + ":" + Arrays.stream(roles).map(UserRole::name).collect(Collectors.joining(",")));
    }

    @Override
    public void close() {
        binding.unbind();
        system.terminate();
        workers.close();
    }

    private static Optional<Visitor> visitor(org.apache.pekko.http.javadsl.model.HttpRequest request) {
        return request.getHeader(USER).map(HttpHeader::value).map(text -> {
            String[] parts = text.split(":", 2);
            Set<UserRole> roles = Arrays.stream(parts[1].split(","))
                    .filter(role -> !role.isEmpty())
                    .map(UserRole::valueOf)
                    .collect(Collectors.toSet());
            return new Visitor(new User(parts[0], parts[0], roles), CSRF);
        });
    }

    /** Sends requests as one user; follows no redirect. */
    public final class Client {

        private final String user;

        private Client(String user) {
            this.user = user;
        }

        public HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(address(path)).header(USER, user));
        }

        /** Gets a part of a page, as htmx does. */
        public HttpResponse<String> getFragment(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(address(path)).header(USER, user).header("HX-Request", "true"));
        }

        /** Posts a form with the session's token. */
        public HttpResponse<String> post(String path, Map<String, String> fields)
                throws IOException, InterruptedException {
            return postWithToken(path, fields, CSRF);
        }

        public HttpResponse<String> postWithToken(String path, Map<String, String> fields, String token)
                throws IOException, InterruptedException {
            return send(posted(path, fields, token));
        }

        /** As htmx sends a form. */
        public HttpResponse<String> postFragment(String path, Map<String, String> fields)
                throws IOException, InterruptedException {
            return send(posted(path, fields, CSRF).header("HX-Request", "true"));
        }

        /** Posts a form with a file. */
        public HttpResponse<String> upload(String path, Map<String, String> fields, String file, byte[] bytes)
                throws IOException, InterruptedException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                body.writeBytes(part("name=\"%s\"".formatted(field.getKey())));
                body.writeBytes(field.getValue().getBytes(StandardCharsets.UTF_8));
            }
            body.writeBytes(part("name=\"%s\"; filename=\"a list.csv\"".formatted(file)));
            body.writeBytes(bytes);
            body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            return send(HttpRequest.newBuilder(address(path))
                    .header(USER, user)
                    .header("X-CSRF-Token", CSRF)
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
        }

        private static byte[] part(String disposition) {
            return "\r\n--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                    .formatted(BOUNDARY, disposition)
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private HttpRequest.Builder posted(String path, Map<String, String> fields, String token) {
            String body = fields.entrySet().stream()
                    .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                    .collect(Collectors.joining("&"));
            return HttpRequest.newBuilder(address(path))
                    .header(USER, user)
                    .header("X-CSRF-Token", token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
