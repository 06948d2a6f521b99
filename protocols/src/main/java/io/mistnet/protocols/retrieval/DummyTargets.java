package io.mistnet.protocols.retrieval;

import java.util.Random;
import java.util.stream.IntStream;

/** Makes targets that look for nothing, at random placements of a region. */
final class DummyTargets {

    private final LookupParameters parameters;
    private final Random random;

    DummyTargets(LookupParameters parameters, Random random) {
        this.parameters = parameters;
        this.random = random;
    }

    Target in(Region region) {
        return new Target(
                region,
                placement(region),
                IntStream.range(0, parameters.occurrences())
                        .mapToObj(i -> tag())
                        .toList());
    }

    private Placement placement(Region region) {
        TableLayout layout = parameters.layout();
        int blocks = region.shape().blocks();
        int column = region.firstColumn() + random.nextInt(region.shape().columns());
        int top = region.firstRow() + random.nextInt(blocks) * layout.blockRows();
        return new Placement(
                layout.group(column, top),
                column,
                top + random.nextInt(layout.halfRows()),
                top + layout.halfRows() + random.nextInt(layout.halfRows()));
    }

    private OccurrenceTag tag() {
        byte[] key = new byte[LabelKey.BYTES];
        random.nextBytes(key);
        return new OccurrenceTag(new Fingerprint(random.nextLong()), new LabelKey(key));
    }
}
