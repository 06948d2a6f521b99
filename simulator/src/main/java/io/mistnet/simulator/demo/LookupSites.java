package io.mistnet.simulator.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who takes part in the lookup.
 *
 * @param asker who asks; it also contributes
 * @param host of the intelligence database
 * @param holders of the key's shares
 * @param banks that contribute, at least two
 * @param agencies that contribute, the asker among them
 */
public record LookupSites(Site asker, Site host, List<Site> holders, List<Site> banks, List<Site> agencies) {

    /** All contributors; the asker comes first, so that nothing but questions is seen of it once its own records are in. */
    List<Site> contributors() {
        return Stream.of(List.of(asker), banks, agencies)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
