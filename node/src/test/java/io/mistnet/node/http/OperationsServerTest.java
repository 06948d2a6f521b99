package io.mistnet.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsServerTest {

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "operations");
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Component kafka = new Component("kafka", Health.up("3 partitions"));
    private final HttpClient client = HttpClient.newHttpClient();
    private OperationsServer server;

    @BeforeEach
    void start() {
        server = startOnPort(0, kafka, new Component("window", Health.up("open")));
    }

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @Test
    void aProcessThatAnswersIsLive() throws Exception {
        kafka.become(Health.down("no broker answers"));

        HttpResponse<String> live = ask("/health/live");

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"state\":\"up\"}");
    }

    @Test
    void aNodeIsReadyWhereAllComponentsAreUp() throws Exception {
        HttpResponse<String> ready = ask("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(new ObjectMapper().readTree(ready.body())).isEqualTo(new ObjectMapper().readTree("""
                                {"state": "up", "components": [
                                  {"name": "kafka", "state": "up", "detail": "3 partitions"},
                                  {"name": "window", "state": "up", "detail": "open"}]}"""));
    }

    @Test
    void aNodeWithAComponentDownIsNotReadyAndSaysWhy() throws Exception {
        kafka.become(Health.down("no broker answers since 12 s"));

        HttpResponse<String> ready = ask("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .startsWith("{\"state\":\"down\"")
                .contains("{\"name\":\"kafka\",\"state\":\"down\",\"detail\":\"no broker answers since 12 s\"}")
                .contains("{\"name\":\"window\",\"state\":\"up\"");
    }

    @Test
    void aCheckThatFailsCountsAsDownAndTheOthersStillAnswer() throws Exception {
        server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
        server = startOnPort(0, new FailingCheck(), kafka);

        HttpResponse<String> ready = ask("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("store is closed").contains("{\"name\":\"kafka\",\"state\":\"up\"");
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws Exception {
        Counter.builder("mistnet.transfers")
                .description("Transfers read.")
                .register(meters)
                .increment(3);

        HttpResponse<String> metrics = ask("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains("# HELP mistnet_transfers_total Transfers read.", "mistnet_transfers_total 3.0");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertThat(ask("/health").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int taken = server.address().getPort();

        assertThatThrownBy(() -> startOnPort(taken))
                .hasStackTraceContaining("cannot listen for HTTP on localhost:" + taken);
    }

    private OperationsServer startOnPort(int port, HealthCheck... checks) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return OperationsServer.start(system, address, List.of(checks), meters, Optional.empty())
                .toCompletableFuture()
                .join();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private static final class Component implements HealthCheck {

        private final String name;
        private volatile Health health;

        Component(String name, Health health) {
            this.name = name;
            this.health = health;
        }

        void become(Health next) {
            health = next;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Health health() {
            return health;
        }
    }

    private record FailingCheck() implements HealthCheck {
        @Override
        public String name() {
            return "window";
        }

        @Override
        public Health health() {
            throw new IllegalStateException("store is closed");
        }
    }
}
