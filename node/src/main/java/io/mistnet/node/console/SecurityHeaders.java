package io.mistnet.node.console;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What every response tells the browser: run and load nothing but our own files, keep no page, show it in nobody's frame. */
final class SecurityHeaders {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private final List<HttpHeader> always = new ArrayList<>();

    /** @param overTls whether the console is reached over TLS alone; the browser is told to remember that */
    SecurityHeaders(boolean overTls) {
        add("Content-Security-Policy", POLICY);
        add("X-Content-Type-Options", "nosniff");
        add("X-Frame-Options", "DENY");
        add("Referrer-Policy", "same-origin");
        add("Cross-Origin-Opener-Policy", "same-origin");
        add("Cross-Origin-Resource-Policy", "same-origin");
        add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        if (overTls) {
            add("Strict-Transport-Security", "max-age=31536000");
        }
    }

    HttpResponse on(HttpResponse response) {
        HttpResponse secured = response.addHeaders(always);
        return response.getHeader("Cache-Control").isPresent()
                ? secured
                : secured.addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    private void add(String name, String value) {
        always.add(RawHeader.create(name, value));
    }
}
