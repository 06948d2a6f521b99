package io.mistnet.node.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.identity.HmacKey;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupAnswer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What is kept of selectors and their records: HMAC-SHA256 under a key of the institution, of which nobody learns anything without the key. Those of one record differ from selector to selector. */
final class WatchHashes {

    private static final byte[] SELECTOR = "mistnet watch selector".getBytes(UTF_8);
    private static final byte[] SOURCE = "mistnet watch source".getBytes(UTF_8);
    private static final byte[] CONTENT = "mistnet watch content".getBytes(UTF_8);
    private static final byte[] UNREADABLE = "mistnet watch unreadable".getBytes(UTF_8);

    private final HmacKey key;

    WatchHashes(HmacKey key) {
        this.key = key;
    }

    String of(Selector selector) {
        return text(key.ofParts(SELECTOR, selector.input()));
    }

    /** One for each record of an answer, in its order; then one for each record that could not be read. */
    List<RecordHash> of(Selector selector, LookupAnswer answer) {
        List<RecordHash> hashes = new ArrayList<>();
        for (FoundRecord record : answer.records()) {
            hashes.add(of(selector, record));
        }
        for (int i = 0; i < answer.unreadable(); i++) {
            String hash = text(key.ofParts(UNREADABLE, selector.input()));
            hashes.add(new RecordHash(hash, hash));
        }
        return hashes;
    }

    private RecordHash of(Selector selector, FoundRecord record) {
        byte[] input = selector.input();
        byte[] institution = record.institution().getBytes(UTF_8);
        byte[] caseReference = record.caseReference().getBytes(UTF_8);
        return new RecordHash(
                text(key.ofParts(SOURCE, input, institution, caseReference)),
                text(key.ofParts(
                        CONTENT,
                        input,
                        institution,
                        caseReference,
                        record.category().getBytes(UTF_8),
                        record.date().toString().getBytes(UTF_8),
                        record.contact().getBytes(UTF_8))));
    }

    private static String text(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
