package io.mistnet.protocols.retrieval;

import java.util.List;

/**
 * What one query asks for; stays with the asker. A batch's dummies are targets too: at a random placement, with random tags that match nothing.
 *
 * @param region that the query runs over
 * @param placement of the selector
 * @param occurrences the tags to look for in its two buckets
 */
public record Target(Region region, Placement placement, List<OccurrenceTag> occurrences) {

    public Target {
        occurrences = List.copyOf(occurrences);
    }

    /** The target of a single query. */
    public static Target single(LookupParameters parameters, SelectorTags tags) {
        return new Target(parameters.whole(), Placement.of(tags.position(), parameters.layout()), tags.occurrences());
    }
}
