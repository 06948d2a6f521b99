package io.mistnet.node.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code GET /health/live}: 200 while the process answers. {@code GET /health/ready}: 200 where every component is up, otherwise
 * 503; the body lists them. {@code GET /metrics}: all meters in Prometheus' text format.
 */
final class OperationsRoute extends AllDirectives {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ContentType prometheusText = ContentTypes.parse(PROMETHEUS_TEXT);
    private final ObjectMapper json = new ObjectMapper();
    private final List<HealthCheck> checks;
    private final PrometheusMeterRegistry meters;

    OperationsRoute(List<HealthCheck> checks, PrometheusMeterRegistry meters) {
        this.checks = List.copyOf(checks);
        this.meters = meters;
    }

    Route route() {
        return concat(
                path("metrics", () -> get(this::metrics)),
                pathPrefix(
                        "health",
                        () -> concat(path("live", () -> get(this::live)), path("ready", () -> get(this::ready)))));
    }

    private Route metrics() {
        byte[] scrape = meters.scrape().getBytes(StandardCharsets.UTF_8);
        return complete(StatusCodes.OK, HttpEntities.create(prometheusText, scrape));
    }

    private Route live() {
        return complete(StatusCodes.OK, HttpEntities.create(ContentTypes.APPLICATION_JSON, "{\"state\":\"up\"}"));
    }

    private Route ready() {
        Readiness readiness = Readiness.of(checks);
        StatusCode status = switch (readiness.state()) {
            case UP -> StatusCodes.OK;
            case DOWN -> StatusCodes.SERVICE_UNAVAILABLE;
        };
        try {
            return complete(
                    status, HttpEntities.create(ContentTypes.APPLICATION_JSON, json.writeValueAsBytes(readiness)));
        } catch (JsonProcessingException e) {
            return failWith(e);
        }
    }
}
