package io.mistnet.node.answering;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The name that the host gives to an asker's expansion keys: 16 random bytes. */
public record KeyId(long high, long low) {

    public static final int BYTES = 16;

    static KeyId draw(SecureRandom random) {
        return new KeyId(random.nextLong(), random.nextLong());
    }

    /** Reads the next 16 bytes. */
    public static KeyId read(ByteBuffer in) {
        return new KeyId(in.getLong(), in.getLong());
    }

    /** Writes 16 bytes. */
    public void write(ByteBuffer out) {
        out.putLong(high).putLong(low);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
