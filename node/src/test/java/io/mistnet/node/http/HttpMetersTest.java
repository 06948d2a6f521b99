package io.mistnet.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpMetersTest {

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "http-meters");
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong nanos = new AtomicLong();
    private ServerBinding server;

    @BeforeEach
    void start() {
        Route route = Directives.concat(
                Directives.pathPrefix("cases", () -> {
                    nanos.addAndGet(Duration.ofMillis(70).toNanos());
                    return Directives.complete("cases");
                }),
                Directives.path("fails", () -> {
                    throw new IllegalStateException("on purpose");
                }));
        server = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(new HttpMeters(registry, "console", Set.of("cases", "cases/new", "fails"), nanos::get)
                        .timed(route))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @Test
    void requestsAreTimedByTheirLongestRouteAndStatus() throws Exception {
        ask("/cases");
        ask("/cases/4711/lookups?phone=12345");
        ask("/cases/new");

        assertThat(registry.scrape())
                .contains(series("cases", 200) + "} 2")
                .contains(series("cases/new", 200) + "} 1")
                .contains(
                        "mistnet_http_requests_seconds_bucket{route=\"cases\",server=\"console\",status=\"200\",le=\"0.05\"} 0")
                .contains(
                        "mistnet_http_requests_seconds_bucket{route=\"cases\",server=\"console\",status=\"200\",le=\"0.1\"} 2");
    }

    @Test
    void pathsThatNobodyServesMakeNoLabels() throws Exception {
        ask("/NL91ABNA0417164300");
        ask("/elsewhere");

        assertThat(registry.scrape()).contains(series("other", 404) + "} 2").doesNotContain("NL91", "elsewhere");
    }

    @Test
    void aRequestThatFailsIsCountedAsSuch() throws Exception {
        ask("/fails");

        assertThat(registry.scrape()).contains(series("fails", 500) + "} 1");
    }

    @Test
    void theMetersAreDescribedAndNamedByConvention() throws Exception {
        ask("/cases");

        assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
    }

    private static String series(String route, int status) {
        return "mistnet_http_requests_seconds_count{route=\"%s\",server=\"console\",status=\"%d\""
                .formatted(route, status);
    }

    private void ask(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.localAddress().getPort() + path);
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
