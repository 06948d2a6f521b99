package io.mistnet.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** Reads a node's health and metrics over HTTP, as Prometheus would. */
public final class NodeMetrics {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 50;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Whether the node says that it is ready. */
    public boolean ready(URI http) throws InterruptedException {
        try {
            return client.send(request(http.resolve("/health/ready")), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** All lines of the node's metrics; nothing where it does not answer. */
    public Metrics read(URI http) throws InterruptedException {
        try {
            return new Metrics(client.send(request(http.resolve("/metrics")), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            return new Metrics("");
        }
    }

    /**
     * The same of a node that is counted on, as soon as it answers: what it says once must not be taken for zeros.
     *
     * @throws IllegalStateException where it does not within a minute
     */
    public Metrics await(URI http) throws InterruptedException {
        long begin = System.nanoTime();
        Metrics read = read(http);
        while (read.text().isEmpty()) {
            if (System.nanoTime() - begin > MOST_PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "%s gives no metrics within %d s".formatted(http, MOST_PATIENCE.toSeconds()));
            }
            Thread.sleep(PAUSE_MILLIS);
            read = read(http);
        }
        return read;
    }

    private static HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    }

    /** Samples in Prometheus' text format. */
    public record Metrics(String text) {

        /** The sum of all samples of a metric whose labels contain all these texts. */
        public double sum(String name, String... labels) {
            return text.lines()
                    .filter(line -> line.startsWith(name)
                            && line.length() > name.length()
                            && (line.charAt(name.length()) == ' ' || line.charAt(name.length()) == '{')
                            && Arrays.stream(labels).allMatch(line::contains))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        /** A label as a line has it. */
        public static String label(String name, String value) {
            return "%s=\"%s\"".formatted(name, value);
        }
    }
}
