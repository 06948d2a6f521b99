package io.mistnet.node.console;

import io.mistnet.node.access.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Tells requests of our own pages from those that another site made the browser send: they carry the session's token, in the field {@value #FIELD} or the header {@value #HEADER}, and the browser does not say that they
 * come from elsewhere.
 */
public final class CsrfCheck {

    /** The field of forms with the token. */
    public static final String FIELD = "csrf";
    /** The header of htmx's requests with the token. */
    public static final String HEADER = "X-CSRF-Token";

    private CsrfCheck() {}

    /** Whether a form, or the request that carries it, is of the visitor's own session. */
    public static boolean passes(HttpRequest request, Form form, Visitor visitor) {
        Optional<String> token = header(request, HEADER).or(() -> form.text(FIELD));
        boolean fromElsewhere = header(request, "Sec-Fetch-Site")
                .filter(site -> site.equals("cross-site") || site.equals("same-site"))
                .isPresent();
        return !fromElsewhere
                && token.filter(given -> isSame(given, visitor.csrfToken())).isPresent();
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static boolean isSame(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
