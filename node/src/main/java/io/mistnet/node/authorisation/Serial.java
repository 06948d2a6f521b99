package io.mistnet.node.authorisation;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What tells one authorisation from all others: 16 random bytes.
 *
 * @param hex 32 hexadecimal digits in lower case
 */
public record Serial(String hex) {

    static final int BYTES = 16;

    public Serial {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a serial has 32 hexadecimal digits");
        }
    }

    static Serial random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    static Serial of(byte[] bytes) {
        return new Serial(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
