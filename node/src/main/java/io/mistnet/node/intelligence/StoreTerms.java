package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Slots;
import io.mistnet.protocols.retrieval.TableLayout;
import java.util.HexFormat;

/**
 * What a table of sealed records is held to.
 *
 * @param network identifies the network under which the records' tags were derived (32 bytes)
 * @param keyEpoch of the OPRF key under which they were derived
 * @param occurrences the most records of one selector, M
 * @param slots how a bucket is cut
 * @param layout how the table is cut; may change from one opening to the next, since no place stands on disk
 * @param mostRecords that the table takes in: soon after, the fullest cell would overflow
 */
public record StoreTerms(
        byte[] network, int keyEpoch, int occurrences, Slots slots, TableLayout layout, long mostRecords) {

    private static final int NETWORK_BYTES = 32;
    private static final int MOST_OCCURRENCES = 8;

    public StoreTerms {
        if (network.length != NETWORK_BYTES) {
            throw new IllegalArgumentException("a network's hash of %d bytes".formatted(network.length));
        }
        if (occurrences < 1 || occurrences > MOST_OCCURRENCES) {
            throw new IllegalArgumentException(
                    "%d records of one selector: choose 1 to %d".formatted(occurrences, MOST_OCCURRENCES));
        }
        network = network.clone();
    }

    /** The terms of a network's table. */
    public static StoreTerms of(byte[] network, int keyEpoch, LookupParameters parameters) {
        return new StoreTerms(
                network,
                keyEpoch,
                parameters.occurrences(),
                parameters.slots(),
                parameters.layout(),
                parameters.mostRecords());
    }

    /** What must be the same at every opening. */
    String binding() {
        return "network %s, key epoch %d, %d records a selector, labels of %d bytes"
                .formatted(HexFormat.of().formatHex(network), keyEpoch, occurrences, slots.labelBytes());
    }
}
