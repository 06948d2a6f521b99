package io.mistnet.node.oprf;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What one holder adds to the id of a run, so that no run is another one's repetition: 16 random bytes.
 *
 * @param hex 32 hexadecimal digits
 */
record Nonce(String hex) {

    static final int BYTES = 16;

    static Nonce random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    static Nonce of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a nonce has %d bytes, not %d".formatted(BYTES, bytes.length));
        }
        return new Nonce(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
