package io.mistnet.node.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of the institution for HMAC-SHA256, by which it keeps hashes of what it must not keep in clear. Without the key they say nothing. Thread-safe. */
public final class HmacKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private HmacKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The key in {@code file}, 64 hexadecimal digits; where there is none, a new one is written, which the owner alone may read.
     *
     * @throws IOException where the file cannot be read, is no key, or others than the owner may read it
     */
    public static HmacKey open(Path file, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            PrivateFile.create(file, HexFormat.of().formatHex(fresh).getBytes(StandardCharsets.US_ASCII));
        }
        PrivateFile.requireOwnerOnly(file);
        String digits = Files.readString(file).strip();
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IOException(file + " is no key; expected 64 hexadecimal digits; restore it from a backup");
        }
        return new HmacKey(HexFormat.of().parseHex(digits));
    }

    /** A new one, which is kept nowhere. */
    public static HmacKey random(SecureRandom random) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return new HmacKey(fresh);
    }

    /** 32 bytes, of these parts and no others: each goes in with its length. */
    public byte[] ofParts(byte[]... parts) {
        Mac mac = mac();
        for (byte[] part : parts) {
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** 32 bytes, of this message. */
    public byte[] of(byte[] message) {
        return mac().doFinal(message);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "HmacKey[not shown]";
    }
}
