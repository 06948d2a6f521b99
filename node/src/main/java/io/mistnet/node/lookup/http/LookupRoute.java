package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.node.lookup.LookupFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes under {@code /lookup/v1}, all POST and for {@link LocalUsers} alone: {@code lookups} (one selector), {@code batches} (many), {@code records} (an upload of changes), and {@code approvals} (what a supervisor is to
 * sign; the signature then goes with the request). Work that blocks runs on threads of its own, and is refused where too much of it waits.
 */
public final class LookupRoute extends AllDirectives {

    private static final Logger LOG = LoggerFactory.getLogger(LookupRoute.class);
    private static final ContentType PROBLEM = ContentTypes.parse("application/problem+json");
    private static final long SMALL_BYTES = 64 << 10;
    private static final long BATCH_BYTES = 32 << 20;
    private static final long UPLOAD_BYTES = 256 << 20;
    private static final Duration SENDER_PATIENCE = Duration.ofSeconds(30);

    private final ActorSystem<?> system;
    private final LocalUsers users;
    private final Executor workers;
    private final ObjectMapper json = JsonBodies.mapper();
    private final InvestigationService service;
    private final ChangeUpload upload;

    /** @param workers runs what blocks; bounded, and throws {@link RejectedExecutionException} where it is full */
    public LookupRoute(ActorSystem<?> system, Investigations investigations, LookupToken token, Executor workers) {
        this.system = system;
        this.users = new LocalUsers(token);
        this.workers = workers;
        this.service = new InvestigationService(investigations, json);
        this.upload = new ChangeUpload(investigations, json);
    }

    public Route route() {
        return pathPrefix(
                "lookup",
                () -> pathPrefix(
                        "v1",
                        () -> extractRequest(request -> users.refusal(request)
                                .map(problem -> complete(refused(request, problem)))
                                .orElseGet(() -> post(() -> withoutRequestTimeout(() -> routes(request)))))));
    }

    private Route routes(HttpRequest request) {
        return concat(
                path("lookups", () -> completeWithFuture(answer(request, service::look))),
                path("batches", () -> completeWithFuture(batch(request))),
                path("records", () -> completeWithFuture(records(request))),
                path("approvals", () -> completeWithFuture(answer(request, service::draft))));
    }

    private interface Work {

        Object on(byte[] body) throws LookupFailedException;
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Work work) {
        return body(request, SMALL_BYTES)
                .thenApplyAsync(
                        bytes -> {
                            try {
                                return entity(HttpResponse.create(), ContentTypes.APPLICATION_JSON, work.on(bytes));
                            } catch (LookupFailedException | RuntimeException e) {
                                return response(problem(e));
                            }
                        },
                        workers)
                .exceptionally(failure -> response(problem(failure)));
    }

    private CompletionStage<HttpResponse> batch(HttpRequest request) {
        return body(request, BATCH_BYTES)
                .thenCompose(bytes -> inLines(lines -> {
                    service.lookAll(bytes, lines);
                    return Optional.empty();
                }))
                .exceptionally(failure -> response(problem(failure)));
    }

    private CompletionStage<HttpResponse> records(HttpRequest request) {
        InputStream body = request.entity()
                .withSizeLimit(UPLOAD_BYTES)
                .getDataBytes()
                .runWith(StreamConverters.asInputStream(SENDER_PATIENCE), system);
        return inLines(lines -> upload.carryOut(body, lines));
    }

    private interface LongWork {

        Optional<Problem> to(Lines lines) throws IOException, LookupFailedException;
    }

    private CompletionStage<HttpResponse> inLines(LongWork work) {
        LineReply reply = new LineReply(system, json);
        try {
            workers.execute(() -> run(work, reply));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(response(problem(e)));
        }
        return reply.response();
    }

    private void run(LongWork work, LineReply reply) {
        try {
            work.to(reply).ifPresentOrElse(problem -> reply.end(problem, response(problem)), reply::end);
        } catch (IOException | LookupFailedException | RuntimeException e) {
            Problem problem = problem(e);
            reply.end(problem, response(problem));
        }
    }

    private CompletionStage<byte[]> body(HttpRequest request, long mostBytes) {
        return request.entity()
                .withSizeLimit(mostBytes)
                .toStrict(SENDER_PATIENCE.toMillis(), system)
                .thenApply(strict -> strict.getData().toArray());
    }

    /** The body is read to its end, so that the sender sees the answer. */
    private HttpResponse refused(HttpRequest request, Problem problem) {
        request.discardEntityBytes(system);
        return response(problem);
    }

    private HttpResponse response(Problem problem) {
        HttpResponse response = HttpResponse.create().withStatus(problem.status());
        if (problem.status() == Problem.UNAUTHORIZED) {
            response = response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
        }
        return entity(response, PROBLEM, problem);
    }

    private HttpResponse entity(HttpResponse response, ContentType type, Object body) {
        try {
            return response.withEntity(HttpEntities.create(type, json.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a failure is to the one who asked. */
    private static Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LookupFailedException lookup) {
                return Problem.of(lookup);
            }
            if (cause instanceof EntityStreamSizeException) {
                return Problem.of(Problem.TOO_LARGE, "the request is too long; send it in several");
            }
            if (cause instanceof RejectedExecutionException) {
                return Problem.of(Problem.AWAY, "the node has too many requests of its own users; ask again later");
            }
            if (cause instanceof IllegalArgumentException || cause instanceof InvalidSelectorException) {
                return Problem.of(Problem.BAD_REQUEST, String.valueOf(cause.getMessage()));
            }
        }
        LOG.error("a request for a lookup failed", failure);
        return Problem.of(Problem.FAILED, "the node failed; its log says where");
    }
}
