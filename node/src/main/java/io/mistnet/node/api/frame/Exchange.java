package io.mistnet.node.api.frame;

import io.mistnet.node.api.token.ApiToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** One request on its way, and what is known of it so far; each step is done before the next. */
final class Exchange {

    private final HttpRequest request;
    private Optional<OperationTable.Found> found = Optional.empty();
    private Optional<ApiToken> token = Optional.empty();
    private boolean isBodyRead;
    private boolean isAudited;

    Exchange(HttpRequest request) {
        this.request = request;
    }

    HttpRequest request() {
        return request;
    }

    String method() {
        return request.method().value();
    }

    boolean isRead() {
        return method().equals("GET") || method().equals("HEAD");
    }

    /** That of the operation; where none is called, as it was sent. */
    String address() {
        return found.map(OperationTable.Found::address)
                .orElseGet(() -> request.getUri().getPathString());
    }

    /** The parts of the path behind {@value ApiRoute#BASE}; empty where it is not below that, or a part of it is empty. */
    Optional<List<String>> segments() {
        String path = request.getUri().getPathString();
        if (path.contains("//") || path.endsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        request.getUri().pathSegments().forEach(segments::add);
        boolean ours = segments.size() > 2
                && segments.get(0).equals("api")
                && segments.get(1).equals("v1");
        return ours ? Optional.of(segments.subList(2, segments.size())) : Optional.empty();
    }

    /** A header that may be sent in several lines. */
    Optional<String> header(String name) {
        List<String> values = new ArrayList<>();
        for (HttpHeader header : request.getHeaders()) {
            if (header.is(name)) {
                values.add(header.value());
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.stream().collect(Collectors.joining(", ")));
    }

    Optional<OperationTable.Found> found() {
        return found;
    }

    void found(OperationTable.Found operation) {
        found = Optional.of(operation);
    }

    Optional<ApiToken> token() {
        return token;
    }

    /** From here on its end is written into the audit log. */
    void enteredBy(ApiToken whose) {
        token = Optional.of(whose);
        isAudited = true;
    }

    boolean isAudited() {
        return isAudited;
    }

    boolean isBodyRead() {
        return isBodyRead;
    }

    void bodyRead() {
        isBodyRead = true;
    }
}
