package io.mistnet.node.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Makes texts that nobody can guess: 256 random bits in base64url, which goes into cookies, forms and addresses as it is. Thread-safe. */
final class Secrets {

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text may be one of them. */
    static boolean isShaped(String text) {
        return SHAPE.matcher(text).matches();
    }
}
