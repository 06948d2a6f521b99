package io.mistnet.node.casework;

import io.mistnet.node.lookup.Disclosure;
import java.util.List;

/**
 * What others could see of a lookup or a batch.
 *
 * @param evaluations how many blinded selectors each of the holders asked evaluated
 * @param holdersAsked the holders that were asked, by their ids; they also saw the case and the legal basis
 * @param holdersAnswered those of them that answered in time
 * @param queries how many encrypted queries the host answered
 * @param bytesSent to the host
 * @param bytesReceived from the host, as many for a hit as for a miss
 */
public record Revealed(
        long evaluations,
        List<String> holdersAsked,
        List<String> holdersAnswered,
        long queries,
        long bytesSent,
        long bytesReceived) {

    static final Revealed NOTHING = new Revealed(0, List.of(), List.of(), 0, 0, 0);

    public Revealed {
        holdersAsked = List.copyOf(holdersAsked);
        holdersAnswered = List.copyOf(holdersAnswered);
    }

    static Revealed of(Disclosure disclosure) {
        return new Revealed(
                disclosure.evaluations(),
                disclosure.holdersAsked(),
                disclosure.holdersAnswered(),
                disclosure.queries(),
                disclosure.bytesSent(),
                disclosure.bytesReceived());
    }
}
