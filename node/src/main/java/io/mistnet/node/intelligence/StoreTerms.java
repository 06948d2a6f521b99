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
 * @param parameters of the table; its layout may change from one opening to the next, since no place stands on disk
 * @param recordsPerInstitution how many records of one institution there may be; may change too
 */
public record StoreTerms(byte[] network, int keyEpoch, LookupParameters parameters, int recordsPerInstitution) {

    static final int CONTEXT_BYTES = 32;

    public StoreTerms {
        if (network.length != CONTEXT_BYTES) {
            throw new IllegalArgumentException("a network's hash of %d bytes".formatted(network.length));
        }
        network = network.clone();
    }

    TableLayout layout() {
        return parameters.layout();
    }

    Slots slots() {
        return parameters.slots();
    }

    /** What must be the same at every opening. */
    String binding() {
        return "network %s, key epoch %d, %d records a selector, labels of %d bytes"
                .formatted(
                        HexFormat.of().formatHex(network), keyEpoch, parameters.occurrences(), parameters.labelBytes());
    }
}
