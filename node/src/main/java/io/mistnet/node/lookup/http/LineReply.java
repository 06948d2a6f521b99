package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer in lines ({@code application/x-ndjson}), written while the work goes on. The response begins with the first line, so that what fails before it has a status of its own; what fails later is the last
 * line, {@code {"problem": ...}}. An empty line now and then keeps the connection open. One thread writes.
 */
final class LineReply implements Lines {

    private static final ContentType NDJSON = ContentTypes.parse("application/x-ndjson");
    private static final ByteString STILL_HERE = ByteString.fromString("\n");
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration READER_PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LineReply.class);

    private final ActorSystem<?> system;
    private final ObjectMapper json;
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private Optional<OutputStream> out = Optional.empty();

    LineReply(ActorSystem<?> system, ObjectMapper json) {
        this.system = system;
        this.json = json;
    }

    CompletionStage<HttpResponse> response() {
        return response;
    }

    @Override
    public void write(Object message) {
        try {
            String line = json.writeValueAsString(message) + "\n";
            begun().write(line.getBytes(StandardCharsets.UTF_8));
            begun().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the reader of the answer has gone", e);
        }
    }

    /** Ends a whole answer. */
    void end() {
        try {
            begun().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends one that failed. */
    void end(Problem problem, HttpResponse alone) {
        if (out.isEmpty()) {
            response.complete(alone);
            return;
        }
        try {
            write(new Failure(problem));
            end();
        } catch (UncheckedIOException e) {
            LOG.debug("nobody reads the end of an answer any more", e);
        }
    }

    private record Failure(Problem problem) {}

    private OutputStream begun() {
        if (out.isEmpty()) {
            Pair<OutputStream, Source<ByteString, NotUsed>> pipe =
                    StreamConverters.asOutputStream(READER_PATIENCE).preMaterialize(system);
            out = Optional.of(pipe.first());
            response.complete(HttpResponse.create()
                    .withEntity(HttpEntities.create(NDJSON, pipe.second().keepAlive(SILENCE, () -> STILL_HERE))));
        }
        return out.get();
    }
}
