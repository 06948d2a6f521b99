package io.mistnet.node.access.local;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What is kept of a password: Argon2id with its salt and parameters, in the form of the reference implementation. New ones take 19 MiB and two passes over them, the least that OWASP recommends.
 *
 * @param text {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}
 */
record Argon2Hash(String text) {

    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern SHAPE =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");

    Argon2Hash {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("this is no hash of a password by Argon2id");
        }
    }

    /** Of a new password, with a random salt. */
    static Argon2Hash of(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = hash(password, salt, KIBIBYTES, PASSES, LANES, HASH_BYTES);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return new Argon2Hash("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(KIBIBYTES, PASSES, LANES, encoder.encodeToString(salt), encoder.encodeToString(hash)));
    }

    /** Whether it is of this password. Takes some 100 ms of a processor, and the memory that {@link #text} names. */
    boolean matches(char[] password) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException(this + " was checked when it was made");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] hash = hash(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(hash, expected);
    }

    private static byte[] hash(char[] password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(kibibytes)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    @Override
    public String toString() {
        return "Argon2Hash[not shown]";
    }
}
