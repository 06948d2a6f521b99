package io.mistnet.node.audit;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.identity.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the audit log holds in place of a selector: HMAC-SHA256 of it under a key of the institution.
 *
 * <p>An audit log is kept for years, copied to auditors and backups, and read by people who have no part in the case. In clear it would be the list of
 * everybody who was ever looked up, and the one place where the lookup's secrecy ends. A plain hash would be no better: phone numbers can be counted
 * through in minutes. Under a key that stays at the institution the log still proves what matters: whether a given selector was looked up, by whom and
 * in which case, for whoever is shown the key; and nothing to whoever has the log alone.
 *
 * <p>The key is not to be changed while a log is in use: entries before and after could not be compared. Thread-safe.
 */
public final class SelectorHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private SelectorHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the key in {@code file}, 64 hexadecimal digits; where there is none, a new one is written, which the owner alone may read.
     *
     * @throws IOException where the file cannot be read, is no key, or others than the owner may read it
     */
    public static SelectorHash open(Path file, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            PrivateFile.write(file, HexFormat.of().formatHex(fresh).getBytes(StandardCharsets.US_ASCII));
        }
        PrivateFile.requireOwnerOnly(file);
        String digits = Files.readString(file).strip();
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IOException(file + " is no audit key; expected 64 hexadecimal digits; restore it from a backup");
        }
        return new SelectorHash(HexFormat.of().parseHex(digits));
    }

    /** The type, a colon and the hash in base64url: the same for the same selector, and of use to nobody without the key. */
    public String of(Selector selector) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return selector.type() + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(selector.input()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SelectorHash[key not shown]";
    }
}
