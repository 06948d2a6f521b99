package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.TableLayout;
import java.util.HashMap;
import java.util.Map;

/** Who takes up how much of the table: how full every bucket is, so that it knows whether one more record still finds a place, and how many records each owner has. A few bytes a bucket, none for a record. Not thread-safe. */
final class Occupancy {

    private final TableLayout layout;
    private final Cell[] cells;
    private final Map<Short, Integer> recordsOf = new HashMap<>();

    Occupancy(StoreTerms terms) {
        layout = terms.layout();
        cells = new Cell[layout.cells()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell(layout.halfRows(), terms.slots().perBucket());
        }
    }

    /** Counts a record in; false if the table cannot hold it. */
    boolean add(short owner, Position position) {
        Placement at = Placement.of(position, layout);
        boolean fits = cell(at).add(row(at.upper()), row(at.lower()));
        if (fits) {
            recordsOf.merge(owner, 1, Integer::sum);
        }
        return fits;
    }

    /** Counts a record out that was counted in. */
    void remove(short owner, Position position) {
        Placement at = Placement.of(position, layout);
        cell(at).remove(row(at.upper()), row(at.lower()));
        recordsOf.merge(owner, -1, Integer::sum);
    }

    /** How many records of this owner were counted in, and not out. */
    int recordsOf(short owner) {
        return recordsOf.getOrDefault(owner, 0);
    }

    private Cell cell(Placement at) {
        return cells[layout.cell(at.column(), at.upper())];
    }

    private int row(int row) {
        return row % layout.blockRows();
    }
}
