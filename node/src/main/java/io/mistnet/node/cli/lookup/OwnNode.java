package io.mistnet.node.cli.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.lookup.http.LookupToken;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The institution's own running node, over its HTTP on this machine: the lookups of {@link io.mistnet.node.lookup.http.LookupMessages}. Calls block. */
public final class OwnNode {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final List<String> EVERYWHERE = List.of("0.0.0.0", "::", "[::]");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final NodeConfig config;
    private final Network network;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param file where {@code config} was read from */
    public OwnNode(Path file, NodeConfig config, Network network) {
        this.file = file;
        this.config = config;
        this.network = network;
    }

    String institution() {
        return config.institution();
    }

    Network network() {
        return network;
    }

    LookupTerms terms() {
        return network.lookup().orElseThrow();
    }

    /** Sends one object, gets one. */
    public <T> T ask(String path, Object message, Class<T> answer) throws IOException, InterruptedException {
        try (InputStream body = send(path, BodyPublishers.ofByteArray(bytes(message)))) {
            return JSON.readValue(body, answer);
        } catch (JsonProcessingException e) {
            throw notUnderstood(e);
        }
    }

    /** Takes the lines of an answer, while the node writes them. */
    @FunctionalInterface
    public interface LineReader {
        void read(JsonNode line) throws IOException;
    }

    /**
     * Sends objects, each as a line, and reads lines.
     *
     * @throws NodeRefusedException also where the node ends the answer with a problem; the lines before it were read
     */
    public void exchange(String path, List<?> messages, LineReader reader) throws IOException, InterruptedException {
        Iterable<byte[]> lines = () -> messages.stream().map(OwnNode::line).iterator();
        InputStream body = send(path, BodyPublishers.ofByteArrays(lines));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            boolean isWhole = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    continue;
                }
                JsonNode read = JSON.readTree(line);
                if (read.has("problem")) {
                    throw refused(read.path("problem"));
                }
                reader.read(read);
                isWhole = read.has("seconds");
            }
            if (!isWhole) {
                throw new IOException("the node of %s broke off its answer; its log says why".formatted(institution()));
            }
        } catch (JsonProcessingException e) {
            throw notUnderstood(e);
        }
    }

    /** A line of an answer as an object. */
    public static <T> T as(JsonNode line, Class<T> type) throws IOException {
        return JSON.treeToValue(line, type);
    }

    private InputStream send(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        URI uri = uri(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(
                        "Authorization",
                        LookupToken.read(config.dataDirectory()).header())
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException(
                    "the node of %s does not answer on %s:%d; start it with 'mistnet node --config %s'"
                            .formatted(institution(), uri.getHost(), uri.getPort(), file),
                    e);
        }
        if (response.statusCode() == OK) {
            return response.body();
        }
        try (InputStream problem = response.body()) {
            throw refused(response.statusCode(), problem.readAllBytes());
        }
    }

    private URI uri(String path) throws IOException {
        String host = EVERYWHERE.contains(config.http().host())
                ? "127.0.0.1"
                : config.http().host();
        if (config.http().port() == 0) {
            throw new IOException("%s has http.port = 0; give the node a port of its own".formatted(file));
        }
        return URI.create(
                "http://%s:%d/lookup/v1/%s".formatted(host, config.http().port(), path));
    }

    private IOException refused(int status, byte[] body) {
        if (status == UNAUTHORIZED) {
            return new IOException(
                    "another node than that of %s answers on port %d, or it has just started; check http.port in %s, or try again"
                            .formatted(institution(), config.http().port(), file));
        }
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.path("detail").isTextual()) {
                return refused(problem);
            }
        } catch (IOException e) {
            return notUnderstood(e);
        }
        return new IOException("the node of %s answers HTTP %d on port %d; does it have the same version?"
                .formatted(institution(), status, config.http().port()));
    }

    private static NodeRefusedException refused(JsonNode problem) {
        StringBuilder reason = new StringBuilder(problem.path("detail").asText());
        problem.path("lines").forEach(line -> reason.append("; ").append(line.asText()));
        return new NodeRefusedException(problem.path("kind").asText(), reason.toString());
    }

    private IOException notUnderstood(IOException e) {
        return new IOException(
                "what answers on port %d is no node of this version"
                        .formatted(config.http().port()),
                e);
    }

    private static byte[] line(Object message) {
        try {
            byte[] bytes = bytes(message);
            byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
            line[bytes.length] = '\n';
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Object message) throws IOException {
        return JSON.writeValueAsBytes(message);
    }
}
