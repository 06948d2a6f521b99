package io.mistnet.node.access;

import io.mistnet.node.identity.HmacKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Binds a sign-in form to the browser that it was shown in, before there is a session: otherwise another site could sign somebody's browser in under an account of its own, and read there what they do. The form carries a
 * token made of the secret in a short-lived cookie; nothing is kept for it here.
 */
public final class SignInForms {

    /** How long a form can be sent. */
    public static final Duration AGE = Duration.ofMinutes(10);

    private static final int TOKEN_BYTES = Long.BYTES + 32;

    private final SecretCookie cookie;
    private final InstantSource clock;
    private final Secrets secrets;
    private final HmacKey key;

    public SignInForms(SecretCookie cookie, InstantSource clock, SecureRandom random) {
        this.cookie = cookie;
        this.clock = clock;
        this.secrets = new Secrets(random);
        this.key = HmacKey.random(random);
    }

    /**
     * What a form needs.
     *
     * @param token goes into the form
     * @param secret of the browser, to which what is begun in it can be bound
     * @param cookie goes into the response
     */
    public record Fresh(String token, String secret, HttpHeader cookie) {

        @Override
        public String toString() {
            return "Fresh[not shown]";
        }
    }

    /** A token for a form, under the secret that the browser has already, or a new one. */
    public Fresh fresh(HttpRequest request) {
        String secret = cookie.of(request).orElseGet(secrets::next);
        return new Fresh(token(secret, clock.instant().getEpochSecond()), secret, cookie.set(secret, AGE));
    }

    /** Whether the form was shown in this browser, not too long ago. */
    public boolean passes(HttpRequest request, Optional<String> token) {
        Optional<String> secret = cookie.of(request);
        if (secret.isEmpty() || token.isEmpty()) {
            return false;
        }
        Optional<Long> shown = shown(token.get());
        return shown.isPresent()
                && isFresh(shown.get())
                && MessageDigest.isEqual(ascii(token.get()), ascii(token(secret.get(), shown.get())));
    }

    /** The secret that the browser has. */
    public Optional<String> browser(HttpRequest request) {
        return cookie.of(request);
    }

    /** The header that takes the secret from the browser. */
    public HttpHeader clear() {
        return cookie.clear();
    }

    private boolean isFresh(long shown) {
        long now = clock.instant().getEpochSecond();
        return shown <= now && shown > now - AGE.toSeconds();
    }

    private String token(String secret, long second) {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(second).array();
        ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES).put(time).put(key.ofParts(ascii(secret), time));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    private static Optional<Long> shown(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return bytes.length == TOKEN_BYTES
                    ? Optional.of(ByteBuffer.wrap(bytes).getLong())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
