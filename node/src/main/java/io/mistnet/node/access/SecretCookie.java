package io.mistnet.node.access;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookie;
import org.apache.pekko.http.javadsl.model.headers.SameSite;
import org.apache.pekko.http.javadsl.model.headers.SetCookie;

/**
 * A cookie with a secret: no script reads it, other sites' forms are sent without it, and over TLS no other host of the domain can set it ({@code __Host-}). It is sent when a link on another site leads here, as the way
 * back from a provider does.
 */
public final class SecretCookie {

    private final String name;
    private final boolean overTls;

    /**
     * @param name without prefix
     * @param overTls whether browsers reach the console over TLS
     */
    public SecretCookie(String name, boolean overTls) {
        this.name = overTls ? "__Host-" + name : name;
        this.overTls = overTls;
    }

    /** The secret that a request carries; empty where it has none, or what it has can be none. */
    public Optional<String> of(HttpRequest request) {
        return StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(Cookie.class::isInstance)
                .map(Cookie.class::cast)
                .flatMap(cookie -> StreamSupport.stream(cookie.getCookies().spliterator(), false))
                .filter(pair -> pair.name().equals(name))
                .map(pair -> pair.value())
                .findFirst()
                .filter(Secrets::isShaped);
    }

    /** Sets it until the browser is closed. */
    public HttpHeader set(String secret) {
        return SetCookie.create(cookie(secret));
    }

    /** Sets it for so long. */
    public HttpHeader set(String secret, Duration age) {
        return SetCookie.create(cookie(secret).withMaxAge(age.toSeconds()));
    }

    /** Takes it away. */
    public HttpHeader clear() {
        return SetCookie.create(cookie("").withMaxAge(0));
    }

    private HttpCookie cookie(String value) {
        return HttpCookie.create(name, value)
                .withPath("/")
                .withHttpOnly(true)
                .withSecure(overTls)
                .withSameSite(SameSite.Lax);
    }
}
