package io.mistnet.node.api.frame;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;

/** Reads what requests have beside their address. */
final class RequestReader {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MOST_DRAINED = 64L << 20;
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    private final ActorSystem<?> system;

    RequestReader(ActorSystem<?> system) {
        this.system = system;
    }

    /**
     * All but the body.
     *
     * @throws ProblemException where something is not as the operation wants it
     */
    Call call(Exchange exchange) {
        OperationTable.Found found = exchange.found().orElseThrow();
        Operation operation = found.operation();
        MediaType wanted = Negotiation.wanted(exchange.request(), operation.produces());
        return new Call(
                operation,
                found.address(),
                found.path(),
                exchange.token(),
                parameters(exchange.request(), operation),
                Body.NONE,
                key(exchange, operation),
                seen(exchange, operation),
                wanted);
    }

    /** Adds the body. */
    CompletionStage<Call> withBody(Exchange exchange, Call call) {
        HttpRequest request = exchange.request();
        if (call.operation().mostBytes() == 0) {
            return CompletableFuture.completedStage(call);
        }
        requireJson(exchange);
        exchange.bodyRead();
        if (request.entity().getContentLengthOption().orElse(0)
                > call.operation().mostBytes()) {
            return tooLarge(request, call.operation().mostBytes());
        }
        return request.entity()
                .withSizeLimit(call.operation().mostBytes())
                .toStrict(PATIENCE.toMillis(), system)
                .thenApply(strict -> call.with(new Body(strict.getData().toArray())))
                .exceptionally(failure -> {
                    throw unreadable(failure, call.operation().mostBytes());
                });
    }

    /** Lets what was sent go by, so that its sender sees the answer. */
    void discard(Exchange exchange) {
        if (!exchange.isBodyRead()) {
            exchange.request().discardEntityBytes(system);
        }
    }

    /** Reads on to the end, within reason: otherwise the server would close a connection that its client takes for one to use again. */
    private CompletionStage<Call> tooLarge(HttpRequest request, long mostBytes) {
        return request.entity()
                .withSizeLimit(MOST_DRAINED)
                .discardBytes(system)
                .completionStage()
                .handle((done, broken) -> {
                    throw tooLarge(mostBytes);
                });
    }

    private static ProblemException tooLarge(long mostBytes) {
        return Problem.of(ProblemKind.TOO_LARGE, "This operation takes a body of %d bytes.".formatted(mostBytes))
                .asException();
    }

    private static RuntimeException unreadable(Throwable failure, long mostBytes) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EntityStreamSizeException) {
                return tooLarge(mostBytes);
            }
        }
        return Problem.of(ProblemKind.MALFORMED, "The body did not arrive whole.")
                .asException();
    }

    private static void requireJson(Exchange exchange) {
        HttpEntity entity = exchange.request().entity();
        if (entity.isKnownEmpty()) {
            return;
        }
        MediaType type = entity.getContentType().mediaType();
        boolean isJson = type.mainType().equals(MediaTypes.APPLICATION_JSON.mainType())
                && type.subType().equals(MediaTypes.APPLICATION_JSON.subType());
        if (!isJson || exchange.header("content-encoding").isPresent()) {
            throw Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "Expected Content-Type: application/json, and no Content-Encoding.")
                    .asException();
        }
    }

    private static Parameters parameters(HttpRequest request, Operation operation) {
        Map<String, List<String>> sent =
                request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED).toMultiMap();
        List<FieldError> unknown = new ArrayList<>();
        sent.keySet().stream()
                .filter(name -> !operation.parameters().contains(name))
                .sorted()
                .forEach(name -> unknown.add(new FieldError(Shown.name(name), "there is no such parameter")));
        if (!unknown.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "The query has a parameter that is unknown here.")
                    .withErrors(unknown)
                    .asException();
        }
        return new Parameters(sent);
    }

    private static Optional<String> key(Exchange exchange, Operation operation) {
        if (!operation.takesKey()) {
            return Optional.empty();
        }
        Optional<String> key = exchange.header("idempotency-key");
        boolean isMissing = key.isEmpty() && operation.safeguard() == Safeguard.KEY;
        if (isMissing || key.filter(text -> !KEY.matcher(text).matches()).isPresent()) {
            throw Problem.of(
                            ProblemKind.KEY_REQUIRED,
                            "Expected a header Idempotency-Key of 1 to 128 visible ASCII characters.")
                    .asException();
        }
        return key;
    }

    private static Optional<TagList> seen(Exchange exchange, Operation operation) {
        if (operation.safeguard() != Safeguard.VERSION) {
            return Optional.empty();
        }
        Optional<TagList> seen = exchange.header("if-match").flatMap(TagList::parse);
        if (seen.isEmpty() || seen.get().any()) {
            throw Problem.of(
                            ProblemKind.PRECONDITION_REQUIRED,
                            "Expected a header If-Match with the ETag of what was read; * is not taken.")
                    .asException();
        }
        return seen;
    }
}
