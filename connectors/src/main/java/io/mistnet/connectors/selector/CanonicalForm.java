package io.mistnet.connectors.selector;

import java.util.Optional;

/** How the texts of one selector type are brought into one form. A canonical text is its own canonical form, whatever the region. */
interface CanonicalForm {

    /**
     * The canonical form of {@code text}.
     *
     * @param text as {@link WrittenText} leaves it
     * @param region where a number without country code is dialled
     * @throws UnfitTextException where there is none
     */
    String of(String text, Optional<Region> region) throws UnfitTextException;
}
