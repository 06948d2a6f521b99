package io.mistnet.protocols.retrieval;

import io.mistnet.he.Asker;
import io.mistnet.he.Pads;
import io.mistnet.he.Parameters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The asker's side of a lookup: makes queries, opens answers.
 *
 * <p><b>Functionality.</b> Input: a selector's tags at the asker, the table at the host. Output: to the asker, the labels of the selector's records, at most M; to the host, nothing.
 * <p><b>Parties.</b> One asker, one host; contributors made the table.
 * <p><b>Security.</b> Against any host: a query is pseudorandom under ring learning with errors (128 bits), its size fixed, and nothing is sent after the answer, so that the host learns neither what was asked nor whether
 * there was a record. A host can answer wrongly: an answer that does not fit opens to nothing, and {@link AnswerBinding} gives the asker signed evidence of what it was given. Against the asker:
 * labels of selectors that it has no OPRF output of stay sealed.
 * <p><b>Leakage.</b> To the host: that the asker asked, and when. To the asker: both buckets as they stand, masked sealed records and random filling that it cannot tell apart, and which both look new after every
 * batch of updates, changed or not. A record of which it knows the fingerprint, it can see come and go.
 * <p><b>Preconditions.</b> The binding of the answer was verified.
 * <p><b>On deviation.</b> An answer of another length is refused by {@link Asker#open}; bytes that are no answer give buckets in which nothing is found, or opens.
 * <p><b>Timing.</b> A hit takes the same work as a miss, up to the few microseconds in {@link LabelSealing}.
 *
 * <p>One thread at a time; several may share one {@link Asker}.
 *
 * @see <a href="https://eprint.iacr.org/2017/1142">SealPIR, whose oblivious expansion it uses; here with one selection for both buckets</a>
 */
public final class LookupAsker {

    private final Parameters encryption;
    private final Slots slots;
    private final LabelSealing sealing;
    private final Asker asker;
    private final ByteBuffer buckets;

    /**
     * @param asker made with the same parameters' encryption
     */
    public LookupAsker(LookupParameters parameters, Asker asker) {
        this.encryption = parameters.encryption();
        this.slots = parameters.slots();
        this.sealing = new LabelSealing(slots);
        this.asker = asker;
        this.buckets = ByteBuffer.allocateDirect(2 * slots.plaintextBytes());
    }

    /**
     * Writes the query for a target.
     *
     * @param out direct, with as many bytes from position to limit as the encryption's queries for the target's region have
     */
    public void query(Target target, ByteBuffer out) {
        Region region = target.region();
        Placement placement = target.placement();
        asker.query(
                region.shape(),
                placement.column() - region.firstColumn(),
                placement.upper() - region.firstRow(),
                placement.lower() - region.firstRow(),
                out);
    }

    /** Bytes of a query for a region. */
    public int queryBytes(Region region) {
        return encryption.queryBytes(region.shape());
    }

    /**
     * Opens an answer.
     *
     * @param header the answer's
     * @param answer direct, from position to limit
     * @return the labels found, in the order of their occurrences
     */
    public List<FoundLabel> open(Target target, AnswerHeader header, ByteBuffer answer) {
        Placement placement = target.placement();
        byte[] padSeed = header.padSeed(placement.column());
        asker.open(answer, buckets.clear());
        Pads.xor(padSeed, placement.column(), placement.upper(), buckets.slice(0, slots.plaintextBytes()));
        Pads.xor(
                padSeed,
                placement.column(),
                placement.lower(),
                buckets.slice(slots.plaintextBytes(), slots.plaintextBytes()));
        List<SealedLabel> sealed = new BucketScan(slots, padSeed, buckets).find(target.occurrences());
        List<FoundLabel> found = new ArrayList<>();
        for (int i = 0; i < sealed.size(); i++) {
            int occurrence = i;
            sealing.open(sealed.get(i), target.occurrences().get(i))
                    .ifPresent(content -> found.add(new FoundLabel(occurrence, content)));
        }
        return List.copyOf(found);
    }
}
