package io.mistnet.node.audit;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.identity.HmacKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

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

    private final HmacKey key;

    private SelectorHash(HmacKey key) {
        this.key = key;
    }

    /**
     * With the key in {@code file}, 64 hexadecimal digits; where there is none, a new one is written, which the owner alone may read.
     *
     * @throws IOException where the file cannot be read, is no key, or others than the owner may read it
     */
    public static SelectorHash open(Path file, SecureRandom random) throws IOException {
        return new SelectorHash(HmacKey.open(file, random));
    }

    /** The type, a colon and the hash in base64url: the same for the same selector, and of use to nobody without the key. */
    public String of(Selector selector) {
        return selector.type() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(key.of(selector.input()));
    }

    @Override
    public String toString() {
        return "SelectorHash[key not shown]";
    }
}
