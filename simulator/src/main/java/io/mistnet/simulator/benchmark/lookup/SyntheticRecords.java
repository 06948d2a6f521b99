package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.node.network.LookupTerms;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import io.mistnet.protocols.retrieval.IntelligenceLabel;
import io.mistnet.protocols.retrieval.LabelSealing;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SelectorTags;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of selectors that nobody evaluated: 32 bytes of a seed stand for the OPRF's output. Everything after it is real. A record is made anew whenever it is asked for, so that any number of them takes no memory.
 *
 * <p>A selector goes by the number of its first record. Of every eight records the first two have one selector. Safe for any thread.
 */
final class SyntheticRecords {

    private static final int RUN = 8;
    private static final int DAY = 20_000;
    private static final int DIGITS = 36;

    private final LookupTerms terms;
    private final byte[] keyContext;
    private final int institution;
    private final int count;
    private final Seed seed;

    /**
     * @param keyContext what tags are bound to
     * @param institution the contributor's number
     * @param count how many records there are
     */
    SyntheticRecords(LookupTerms terms, byte[] keyContext, int institution, int count, Seed seed) {
        this.terms = terms;
        this.keyContext = keyContext.clone();
        this.institution = institution;
        this.count = count;
        this.seed = seed;
    }

    int count() {
        return count;
    }

    /** The selector of a record. */
    int selector(int record) {
        return record % RUN == 1 ? record - 1 : record;
    }

    SelectorTags tags(int selector) {
        return derived("selector " + selector);
    }

    /** Tags of a selector of which there is no record. */
    SelectorTags strangersTags(int number) {
        return derived("stranger " + number);
    }

    private SelectorTags derived(String purpose) {
        return SelectorTags.of(
                seed.derive(purpose).toBytes(),
                keyContext,
                terms.keyEpoch(),
                terms.parameters().occurrences());
    }

    /** What a lookup of the selector must find. */
    List<FoundLabel> labels(int selector) {
        List<FoundLabel> labels = new ArrayList<>();
        for (int record = selector; record < count && selector(record) == selector; record++) {
            labels.add(new FoundLabel(record - selector, label(record)));
        }
        return labels;
    }

    /** What the contributor sends to the host. */
    Contribution contribution(int record) {
        SelectorTags tags = tags(selector(record));
        LabelSealing sealing = new LabelSealing(terms.parameters().slots());
        byte[] label = label(record);
        List<Candidate> candidates = tags.occurrences().stream()
                .map(tag -> new Candidate(tag.fingerprint(), sealing.seal(label, tag)))
                .toList();
        return new Contribution(id(record), tags.position(), candidates);
    }

    private RecordId id(int record) {
        return RecordId.read(ByteBuffer.wrap(seed.derive("id " + record).toBytes()));
    }

    private byte[] label(int record) {
        return new IntelligenceLabel(institution, IntelligenceCategory.OTHER, DAY, Integer.toString(record, DIGITS), "")
                .toBytes(terms.parameters().labelBytes() - 1);
    }
}
