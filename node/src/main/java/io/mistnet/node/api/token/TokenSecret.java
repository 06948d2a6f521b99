package io.mistnet.node.api.token;

import io.mistnet.node.network.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A token's text: 256 random bits behind a prefix by which scanners of source code find it. Its hash alone is kept; no salt or slow hash is needed for a text that nobody can guess.
 *
 * <p>WARNING: whoever has it may do what the token may. {@link #toString} does not show it.
 *
 * @param text as it stands in the header {@code Authorization}
 */
record TokenSecret(String text) {

    private static final String PREFIX = "mistnet_";
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    static TokenSecret draw(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether it can be a token at all. What cannot is none, without a look into the database. */
    boolean hasShape() {
        return SHAPE.matcher(text).matches();
    }

    /** What is kept of it. */
    Sha256 hash() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "TokenSecret[not shown]";
    }
}
