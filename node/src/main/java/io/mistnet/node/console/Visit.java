package io.mistnet.node.console;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import io.mistnet.node.access.Visitor;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * One request of a signed-in user.
 *
 * @param visitor who
 * @param request what was sent
 * @param form what was sent in it; empty for requests that change nothing
 * @param section the first segment of the path
 */
public record Visit(Visitor visitor, HttpRequest request, Form form, String section) {

    public User user() {
        return visitor.user();
    }

    public boolean may(Permission permission) {
        return user().may(permission);
    }

    /** Whether the request only reads. */
    public boolean isRead() {
        return isRead(request);
    }

    static boolean isRead(HttpRequest request) {
        String method = request.method().value();
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether htmx asks for a part of a page, to be put into the one that is shown; when people go back, it asks for the whole. */
    public boolean wantsFragment() {
        return isTrue("HX-Request") && !isTrue("HX-History-Restore-Request");
    }

    private boolean isTrue(String header) {
        return request.getHeader(header).map(HttpHeader::value).equals(Optional.of("true"));
    }

    /** The parameter of the query with this name; empty where there is none, or it is blank. */
    public Optional<String> query(String name) {
        return request.getUri().query().get(name).filter(value -> !value.isBlank());
    }
}
