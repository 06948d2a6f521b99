package io.mistnet.node.network;

import io.mistnet.he.Parameters;
import io.mistnet.he.Shape;
import io.mistnet.protocols.retrieval.Slots;
import io.mistnet.protocols.retrieval.TableLayout;
import java.util.List;

/**
 * How the encrypted lookup of a network works: what every institution must agree on.
 *
 * @param records how many records the host's table is planned for
 * @param labelBytes the length of every label, padding included, before it is sealed
 * @param occurrences how many records one selector may have
 * @param threshold how many holders of the key must evaluate: fewer than these learn nothing, even together with the host
 * @param keyEpochs the key epochs that the holders keep keys for; askers and contributors use the first
 * @param quotas what one institution may ask
 * @param fourEyesAbove an authorisation for more evaluations than this needs a supervisor's signature too
 * @param parameters how queries are encrypted, and the shapes of the table and of one of its groups
 */
public record LookupTerms(
        int records,
        int labelBytes,
        int occurrences,
        int threshold,
        List<Integer> keyEpochs,
        Quotas quotas,
        int fourEyesAbove,
        Parameters parameters) {

    public static final int MOST_OCCURRENCES = 8;

    public LookupTerms {
        keyEpochs = List.copyOf(keyEpochs);
    }

    /**
     * What one institution may ask, whatever its authorisations allow.
     *
     * @param evaluationsPerDay how many selectors each holder evaluates for it within a day
     * @param queriesPerHour how many queries the host answers it within an hour; a query of a batch counts as one
     */
    public record Quotas(int evaluationsPerDay, int queriesPerHour) {}

    /** The most of its slots that a table is planned to fill. */
    static final double MOST_FILL = 0.9;

    /** How the table is cut into groups. */
    public TableLayout layout() {
        return layout(parameters);
    }

    /** How a plaintext is cut into records. */
    public Slots slots() {
        return new Slots(parameters.plaintextBytes(), labelBytes);
    }

    /** The key epoch that askers and contributors use. */
    public int keyEpoch() {
        return keyEpochs.get(0);
    }

    /** How many records a table takes, as full as it may be planned. */
    public static long capacity(Parameters parameters, int labelBytes) {
        int slots = new Slots(parameters.plaintextBytes(), labelBytes).perBucket();
        return (long) (MOST_FILL * layout(parameters).buckets() * slots);
    }

    private static TableLayout layout(Parameters parameters) {
        Shape single = parameters.single();
        return new TableLayout(
                single.columns(),
                single.rows(),
                single.columns() / parameters.group().columns(),
                single.blocks());
    }
}
