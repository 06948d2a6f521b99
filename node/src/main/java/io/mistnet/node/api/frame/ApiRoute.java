package io.mistnet.node.api.frame;

import io.mistnet.node.access.AccessLog;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** The table of operations as a route. It answers all that is below {@code /api}, problems too, and rejects the rest. */
final class ApiRoute extends AllDirectives {

    static final String BASE = "/api/v1";

    private final Admission admission;
    private final RequestReader reader;
    private final OnceOnly once;
    private final Closing closing;
    private final Executor workers;

    /** @param workers where what blocks runs; refuses where too much waits */
    ApiRoute(
            Admission admission,
            RequestReader reader,
            OnceOnly once,
            AccessLog log,
            Failures failures,
            Executor workers) {
        this.admission = admission;
        this.reader = reader;
        this.once = once;
        this.closing = new Closing(log, failures);
        this.workers = workers;
    }

    Route route() {
        return extractRequest(request ->
                isOurs(request) ? withoutRequestTimeout(() -> completeWithFuture(answer(request))) : reject());
    }

    private static boolean isOurs(HttpRequest request) {
        Iterator<String> segments = request.getUri().pathSegments().iterator();
        return segments.hasNext() && segments.next().equals("api");
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        Exchange exchange = new Exchange(request);
        return onWorkers(exchange)
                .thenCompose(call -> reader.withBody(exchange, call))
                .thenComposeAsync(once::answer, workers)
                .handle((answer, failure) -> {
                    reader.discard(exchange);
                    return failure == null ? closing.response(exchange, answer) : closing.failure(exchange, failure);
                });
    }

    private CompletableFuture<Call> onWorkers(Exchange exchange) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        admission.admit(exchange);
                        return reader.call(exchange);
                    },
                    workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
