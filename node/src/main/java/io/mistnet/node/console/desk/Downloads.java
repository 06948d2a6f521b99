package io.mistnet.node.console.desk;

import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Responses that are no pages. */
final class Downloads {

    static final ContentType XML = ContentTypes.parse("application/xml; charset=UTF-8");
    static final ContentType CSV = ContentTypes.parse("text/csv; charset=UTF-8");

    private Downloads() {}

    /** Data for a script. */
    static HttpResponse json(byte[] bytes) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, bytes));
    }

    /** A file that the browser saves. */
    static HttpResponse download(ContentType type, String name, byte[] bytes) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(type, bytes))
                .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"%s\"".formatted(name)));
    }
}
