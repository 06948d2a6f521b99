package io.mistnet.node.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import scala.Option;

/** Reads forms, both as {@code application/x-www-form-urlencoded} and as {@code multipart/form-data}. */
public final class FormReader {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long MOST_DRAINED = 64L << 20;

    private final ActorSystem<?> system;

    public FormReader(ActorSystem<?> system) {
        this.system = system;
    }

    /** @return fails with an {@code EntityStreamSizeException} where the request sends more than {@code mostBytes}, otherwise where it is no form */
    public CompletionStage<Form> read(HttpRequest request, long mostBytes) {
        if (request.entity().getContentLengthOption().orElse(0) > mostBytes) {
            return tooLarge(request, mostBytes);
        }
        return request.entity()
                .withSizeLimit(mostBytes)
                .toStrict(PATIENCE_MILLIS, system)
                .thenCompose(entity -> isMultipart(entity)
                        ? multipart(entity)
                        : CompletableFuture.supplyAsync(() -> urlEncoded(entity), Runnable::run));
    }

    /** Takes no notice of what a request sends; what is more than {@code mostBytes} closes its connection. */
    public void discard(HttpRequest request, long mostBytes) {
        request.entity().withSizeLimit(mostBytes).discardBytes(system);
    }

    /** Reads on to the end, within reason: a browser that is answered while it still sends shows an error of its own. */
    private CompletionStage<Form> tooLarge(HttpRequest request, long mostBytes) {
        EntityStreamSizeException failure = EntityStreamSizeException.apply(mostBytes, Option.empty());
        return request.entity()
                .withSizeLimit(MOST_DRAINED)
                .discardBytes(system)
                .completionStage()
                .handle((done, broken) -> {
                    throw failure;
                });
    }

    private static boolean isMultipart(HttpEntity entity) {
        return entity.getContentType().mediaType().isMultipart();
    }

    private static Form urlEncoded(HttpEntity.Strict entity) {
        Map<String, List<String>> fields = new HashMap<>();
        Query query = Query.create(entity.getData().utf8String(), StandardCharsets.UTF_8, Uri.RELAXED);
        for (Pair<String, String> field : query.toList()) {
            fields.computeIfAbsent(field.first(), name -> new ArrayList<>()).add(field.second());
        }
        return new Form(fields, Map.of());
    }

    private CompletionStage<Form> multipart(HttpEntity.Strict entity) {
        return Unmarshaller.entityToMultipartFormData()
                .unmarshal(entity, system)
                .thenCompose(data -> data.toStrict(PATIENCE_MILLIS, Materializer.matFromSystem(system)))
                .thenApply(FormReader::parts);
    }

    private static Form parts(Multipart.FormData.Strict data) {
        Map<String, List<String>> fields = new HashMap<>();
        Map<String, byte[]> files = new HashMap<>();
        for (Multipart.FormData.BodyPart.Strict part : data.getStrictParts()) {
            byte[] bytes = part.getEntity().getData().toArray();
            if (part.getFilename().isPresent()) {
                files.put(part.getName(), bytes);
            } else {
                fields.computeIfAbsent(part.getName(), name -> new ArrayList<>())
                        .add(part.getEntity().getData().utf8String());
            }
        }
        return new Form(fields, files);
    }
}
