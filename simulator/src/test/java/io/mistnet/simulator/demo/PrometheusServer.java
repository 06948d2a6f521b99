package io.mistnet.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.simulator.dashboards.DashboardFiles;
import io.mistnet.simulator.dashboards.Promtool;
import io.mistnet.simulator.network.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A real Prometheus with the configuration and rules of this checkout, at a quicker pace, which scrapes the nodes of a demonstration. */
final class PrometheusServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private PrometheusServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one; where the machine has none, the test is skipped. */
    static PrometheusServer start(Path folder, List<Site> sites) throws IOException {
        Path program = Promtool.find("prometheus");
        Path source = DashboardFiles.prometheus();
        Files.createDirectories(folder.resolve("targets"));
        for (String rules : List.of("recording.yml", "alerts.yml")) {
            Files.copy(source.resolve(rules), folder.resolve(rules));
        }
        Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(source.resolve("prometheus.yml"))
                        .replaceFirst("scrape_interval: .*", "scrape_interval: 1s")
                        .replaceFirst("evaluation_interval: .*", "evaluation_interval: 1s"));
        Files.writeString(
                folder.resolve("targets/demo.yml"),
                sites.stream()
                        .map(site -> "- targets: [\"%s\"]%n  labels: {instance: %s}%n"
                                .formatted(site.http().getAuthority(), site.id()))
                        .collect(Collectors.joining()));
        String address = "127.0.0.1:" + FreePorts.inARow(1);
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusServer(process, URI.create("http://" + address));
    }

    /** The values that a query had at any second of a time, the one that it ends in too, NaN left out, as the API writes them. */
    List<String> values(String query, Instant from, Instant until) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query_range?step=1&start=%d&end=%d&query=%s"
                .formatted(
                        from.getEpochSecond(),
                        // a query for whole seconds would not see what was scraped in the last one
                        until.getEpochSecond() + 1,
                        URLEncoder.encode(query, StandardCharsets.UTF_8)));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + ": " + answer);
        }
        return answer.path("data").path("result").findValues("values").stream()
                .flatMap(series -> StreamSupport.stream(series.spliterator(), false))
                .map(sample -> sample.get(1).asText())
                .filter(value -> !value.equals("NaN"))
                .toList();
    }

    /** Waits until it has scraped all these nodes, each later than now. */
    void awaitScrapes(List<Site> nodes) throws IOException, InterruptedException {
        Instant now = Instant.now();
        String scraped = String.format(Locale.ROOT, "timestamp(up) > %.3f and up == 1", now.toEpochMilli() / 1000.0);
        List<String> expected = nodes.stream().map(Site::id).toList();
        List<String> instances = instances(scraped);
        while (!instances.containsAll(expected)) {
            if (Instant.now().isAfter(now.plus(PATIENCE))) {
                throw new AssertionError("of %s only %s were scraped".formatted(expected, instances));
            }
            Thread.sleep(100);
            instances = instances(scraped);
        }
    }

    private List<String> instances(String query) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .findValuesAsText("instance");
    }

    /** All rules with what became of their last evaluation. */
    List<JsonNode> rules() throws IOException, InterruptedException {
        return get("/api/v1/rules").findValues("rules").stream()
                .flatMap(group -> StreamSupport.stream(group.spliterator(), false))
                .toList();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                        .body());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }
}
