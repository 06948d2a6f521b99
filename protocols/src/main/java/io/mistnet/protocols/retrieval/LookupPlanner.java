package io.mistnet.protocols.retrieval;

import io.mistnet.he.Parameters;
import io.mistnet.he.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses the layout of a table.
 *
 * <p>The fill is 90 %, or less where cells are so small that one of them could overflow: records never leave their cell, so {@link CellLoad} must expect fewer than a thousandth of a cell to overflow in the whole table.
 * Of all layouts that hold the records and keep the noise margin, the one is taken whose single query, with four selectors of a batch of 256, costs host and link least. Below five million records, 14 data bits of a
 * coefficient come first, and 13 where no layout keeps the margin with 14; above, 13 alone.
 */
public final class LookupPlanner {

    /** Share of the slots that no plan exceeds, and at which a table must be planned anew. */
    static final double MOST_FILL = 0.93;

    private static final double PLANNED_FILL = 0.90;
    private static final double OVERFLOWING_CELLS = 1e-3;
    private static final int MOST_RECORDS = 100_000_000;
    private static final int LARGE = 5_000_000;
    private static final int MOST_ROWS = 400;
    private static final int MOST_COLUMNS = 1000;
    private static final int MOST_BLOCKS = 4;
    private static final int MOST_COLUMN_GROUPS = 64;
    private static final int MOST_CIPHERTEXTS = 4;
    /** Of the keys that an asker sends once, 401,440 bytes; more only where there is no other plan. */
    private static final int FEW_LEVELS = 8;

    private static final double GOOD_MARGIN = 10;

    /** What a query's further ciphertext of 24,576 bytes is worth, in the host's microseconds: what it takes on a link of 50 Mbit/s. */
    private static final double CIPHERTEXT = 4000;

    private static final int BATCH = 256;
    private static final int BATCH_WEIGHT = 4;

    private final int records;
    private final int occurrences;
    private final int labelBytes;
    private final int plainBits;
    private final int mostLevels;
    private final int slotsPerBucket;

    private LookupPlanner(int records, int labelBytes, int occurrences, int plainBits, int mostLevels) {
        this.records = records;
        this.labelBytes = labelBytes;
        this.occurrences = occurrences;
        this.plainBits = plainBits;
        this.mostLevels = mostLevels;
        this.slotsPerBucket = new Slots(Parameters.DEGREE * plainBits / Byte.SIZE, labelBytes).perBucket();
    }

    /**
     * Plans a table.
     *
     * @param records that it must hold
     * @param labelBytes 16 to 256
     * @param occurrences most records of one selector, 1 to 8
     * @throws IllegalArgumentException if a number is out of range, or no layout keeps the noise margin
     */
    public static LookupParameters plan(int records, int labelBytes, int occurrences) {
        SelectorTags.requireOccurrences(occurrences);
        if (records < 1 || records > MOST_RECORDS) {
            throw new IllegalArgumentException(
                    "a lookup table of %d records: choose 1 to %d".formatted(records, MOST_RECORDS));
        }
        return IntStream.of(FEW_LEVELS, Parameters.DEGREE)
                .boxed()
                .flatMap(mostLevels -> (records < LARGE ? IntStream.of(14, 13) : IntStream.of(13))
                        .mapToObj(plainBits ->
                                new LookupPlanner(records, labelBytes, occurrences, plainBits, mostLevels).best()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a lookup table of %d records with labels of %d bytes needs more plaintexts than the noise margin allows; plan for fewer records or shorter labels"
                                .formatted(records, labelBytes)));
    }

    /** Empty if no layout keeps the noise margin. */
    private Optional<LookupParameters> best() {
        double least = Double.POSITIVE_INFINITY;
        Optional<LookupParameters> best = Optional.empty();
        for (TableLayout layout : layouts()) {
            double cost = cost(layout);
            // the margin is the dearest thing here to compute
            int ciphertexts = cost + CIPHERTEXT < least ? ciphertexts(layout) : 0;
            if (ciphertexts > 0 && cost + CIPHERTEXT * ciphertexts < least) {
                least = cost + CIPHERTEXT * ciphertexts;
                best = Optional.of(
                        new LookupParameters(records, labelBytes, occurrences, plainBits, layout, ciphertexts));
            }
        }
        return best;
    }

    private List<TableLayout> layouts() {
        List<TableLayout> layouts = new ArrayList<>();
        for (int blocks = 1; blocks <= MOST_BLOCKS; blocks *= 2) {
            for (int blockRows = 4; blocks * blockRows <= MOST_ROWS; blockRows += 4) {
                int columns = leastColumns(blocks, blockRows);
                for (int groups = 1; groups <= Math.min(columns, MOST_COLUMN_GROUPS); groups++) {
                    int equal = (columns + groups - 1) / groups * groups;
                    if (equal <= MOST_COLUMNS) {
                        layouts.add(new TableLayout(equal, blocks * blockRows, groups, blocks));
                    }
                }
            }
        }
        return layouts;
    }

    private int leastColumns(int blocks, int blockRows) {
        int tooFew = 0;
        int enough = 1;
        while (!holds(enough, blocks, blockRows)) {
            tooFew = enough;
            enough *= 2;
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (holds(middle, blocks, blockRows)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private boolean holds(int columns, int blocks, int blockRows) {
        int cells = columns * blocks;
        int cellSlots = blockRows * slotsPerBucket;
        return records <= PLANNED_FILL * cells * cellSlots
                && CellLoad.overflowing(records, cells, cellSlots, occurrences) < OVERFLOWING_CELLS;
    }

    private static double cost(TableLayout layout) {
        Shape single = new Shape(layout.columns(), layout.rows(), layout.blocks(), MOST_CIPHERTEXTS);
        Shape group = new Shape(layout.groupColumns(), layout.blockRows(), 1, 1);
        int asked = layout.groups() * BatchShape.timesFor(BATCH, layout.groups());
        return ServerCost.of(single) + BATCH_WEIGHT * ServerCost.of(group) * asked / BATCH;
    }

    /** The fewest with a good margin, or else the most with a sufficient one; 0 if there are none. */
    private int ciphertexts(TableLayout layout) {
        Shape group = new Shape(layout.groupColumns(), layout.blockRows(), 1, 1);
        if (LookupParameters.margin(plainBits, group) < Parameters.LEAST_MARGIN) {
            return 0;
        }
        int sufficient = 0;
        for (int count = MOST_CIPHERTEXTS; count >= 1; count--) {
            Shape single = new Shape(layout.columns(), layout.rows(), layout.blocks(), count);
            double margin = LookupParameters.margin(plainBits, single);
            if (single.levels() > mostLevels) {
                continue;
            }
            if (margin >= GOOD_MARGIN || margin >= Parameters.LEAST_MARGIN && sufficient == 0) {
                sufficient = count;
            }
        }
        return sufficient;
    }
}
