package io.mistnet.node.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Times the requests to one HTTP server of the node, by route and status. The routes are named beforehand: a path that belongs to none counts as {@value #OTHER}, so that nobody makes labels by asking for paths, and no
 * label holds what stood in a path.
 */
public final class HttpMeters extends AllDirectives {

    private static final String OTHER = "other";
    private static final Duration[] LIMITS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final String server;
    private final List<String> longestFirst;
    private final LongSupplier nanos;

    /**
     * Meters of one server.
     *
     * @param server its name, a label
     * @param routes the first segments of the paths that it serves, without a slash at the ends
     */
    public HttpMeters(MeterRegistry registry, String server, Set<String> routes) {
        this(registry, server, routes, System::nanoTime);
    }

    HttpMeters(MeterRegistry registry, String server, Set<String> routes, LongSupplier nanos) {
        this.registry = registry;
        this.server = server;
        this.longestFirst = routes.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        this.nanos = nanos;
    }

    /** The same route, timed until its response begins. */
    public Route timed(Route route) {
        Route sealed = route.seal();
        return extractRequest(request -> {
            long begun = nanos.getAsLong();
            return mapResponse(response -> took(request, response, nanos.getAsLong() - begun), () -> sealed);
        });
    }

    private HttpResponse took(HttpRequest request, HttpResponse response, long time) {
        Timer.builder("mistnet.http.requests")
                .description(
                        "Requests of people and tools over HTTP, from the request to the beginning of the response")
                .tag("server", server)
                .tag("route", routeOf(request.getUri().path()))
                .tag("status", String.valueOf(response.status().intValue()))
                .serviceLevelObjectives(LIMITS)
                .register(registry)
                .record(Duration.ofNanos(time));
        return response;
    }

    private String routeOf(String path) {
        return longestFirst.stream()
                .filter(route -> path.equals("/" + route) || path.startsWith("/" + route + "/"))
                .findFirst()
                .orElse(OTHER);
    }
}
