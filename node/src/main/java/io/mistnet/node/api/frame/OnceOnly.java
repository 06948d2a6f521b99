package io.mistnet.node.api.frame;

import io.mistnet.node.api.frame.RequestKeys.Begun;
import io.mistnet.node.api.frame.RequestKeys.Key;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.relational.DatabaseAwayException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests with a key out once. An answer that something was done is kept, and given to whoever sends the same request again; a request that did nothing gives its key back, and may be sent again with what it
 * lacked. Where the node failed, nobody knows what was done: the key stays under way.
 */
final class OnceOnly {

    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(OnceOnly.class);

    private final RequestKeys keys;
    private final Failures failures;

    OnceOnly(RequestKeys keys, Failures failures) {
        this.keys = keys;
        this.failures = failures;
    }

    CompletionStage<Answer> answer(Call call) {
        if (call.key().isEmpty()) {
            return call.operation().handler().handle(call);
        }
        Key key = new Key(call.token().orElseThrow().name(), call.key().get());
        Sha256 hash = hash(call);
        Optional<Begun> before = keys.begin(key, hash);
        if (before.isPresent()) {
            return CompletableFuture.completedStage(replay(before.get(), hash));
        }
        return carriedOut(call).whenComplete((answer, failure) -> {
            if (failure == null) {
                quietly(key, () -> keep(key, answer));
            } else if (failures.didNothing(failure)) {
                quietly(key, () -> keys.release(key));
            }
        });
    }

    private static CompletionStage<Answer> carriedOut(Call call) {
        try {
            return call.operation().handler().handle(call);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void keep(Key key, Answer answer) {
        keys.keep(key, answer.status(), lines(answer.headers()), text(answer));
    }

    /** What was done is answered, though its key cannot be kept: that stays under way, and nothing is done twice. */
    private static void quietly(Key key, Runnable work) {
        try {
            work.run();
        } catch (DatabaseAwayException e) {
            LOG.warn("a key of the token {} stays under way: the database does not answer", key.token(), e);
        }
    }

    private static Answer replay(Begun begun, Sha256 hash) {
        if (!begun.hash().equals(hash)) {
            throw Problem.of(
                            ProblemKind.KEY_REUSED,
                            "The key was used at %s for another request.".formatted(begun.begunAt()))
                    .asException();
        }
        if (begun.status().isEmpty()) {
            throw Problem.of(
                            ProblemKind.KEY_UNDER_WAY,
                            "The request was begun at %s and has not ended.".formatted(begun.begunAt()))
                    .asException();
        }
        Map<String, String> headers = headers(begun.headers());
        int status = begun.status().getAsInt();
        Answer answer = begun.body()
                .map(body -> Answer.json(status, body.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new Answer(status, Map.of(), Optional.empty()));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer.withHeader(REPLAYED, "true");
    }

    /** Of all that makes two requests the same. */
    private static Sha256 hash(Call call) {
        byte[] head = "%s %s %s\n"
                .formatted(
                        call.operation().method(),
                        call.address(),
                        Sha256.of(call.body().bytes()))
                .getBytes(StandardCharsets.UTF_8);
        return Sha256.of(head);
    }

    private static Optional<String> text(Answer answer) {
        return answer.content().map(content -> new String(content.bytes(), StandardCharsets.UTF_8));
    }

    private static String lines(Map<String, String> headers) {
        return new TreeMap<>(headers)
                .entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> headers(String lines) {
        return lines.lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
