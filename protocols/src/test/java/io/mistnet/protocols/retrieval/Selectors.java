package io.mistnet.protocols.retrieval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tags of selectors without holders: a hash stands for the OPRF. */
final class Selectors {

    static final byte[] NETWORK = hash("network");

    private final LookupParameters parameters;

    Selectors(LookupParameters parameters) {
        this.parameters = parameters;
    }

    SelectorTags tags(String selector) {
        return SelectorTags.of(hash(selector), NETWORK, 1, parameters.occurrences());
    }

    Contribution contribution(long recordId, String selector, byte[] label) {
        return contribution(recordId, tags(selector), label);
    }

    Contribution contribution(long recordId, SelectorTags tags, byte[] label) {
        LabelSealing sealing = new LabelSealing(parameters.slots());
        return new Contribution(
                new RecordId(0, recordId),
                tags.position(),
                tags.occurrences().stream()
                        .map(tag -> new Candidate(tag.fingerprint(), sealing.seal(label, tag)))
                        .toList());
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
