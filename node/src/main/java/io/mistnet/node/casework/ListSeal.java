package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.identity.HmacKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether a list is still the one for which a supervisor was asked: HMAC-SHA256 over its selectors.
 *
 * <p><b>Security.</b> A supervisor's signature is over case, legal basis and number, so holders would take it for other selectors as well. Lists wait in the database for days; whoever writes there could put other selectors in.
 * They cannot make the seal of another list: its key is in the data directory and not in the database. Whoever has both can. Thread-safe.
 */
public final class ListSeal {

    private static final String KEY_FILE = "lists.key";

    private final HmacKey key;

    public ListSeal(HmacKey key) {
        this.key = key;
    }

    /**
     * With the key in a node's data directory; where there is none, a new one is written, which the owner alone may read.
     *
     * @throws IOException where the key cannot be read, or others than the owner may read it
     */
    public static ListSeal openIn(Path dataDirectory) throws IOException {
        return new ListSeal(HmacKey.open(dataDirectory.resolve(KEY_FILE), new SecureRandom()));
    }

    /** The seal of a batch's selectors, in whatever order, as 64 hexadecimal digits. */
    String of(long batch, List<Selector> selectors) {
        Stream<String> sorted = selectors.stream()
                .map(selector -> selector.type().id() + ":" + selector.canonical())
                .sorted();
        return HexFormat.of()
                .formatHex(key.ofParts(Stream.concat(Stream.of("batch " + batch), sorted)
                        .map(part -> part.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new)));
    }

    /** Whether a batch has the selectors that were sealed; it has not where nothing was. */
    boolean holds(long batch, List<Selector> selectors, Optional<String> seal) {
        byte[] own = of(batch, selectors).getBytes(StandardCharsets.US_ASCII);
        return seal.map(text -> MessageDigest.isEqual(own, text.getBytes(StandardCharsets.US_ASCII)))
                .orElse(false);
    }

    @Override
    public String toString() {
        return "ListSeal[key not shown]";
    }
}
