package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.TableLayout;

/** How full every bucket of the table is: knows whether one more record still finds a place. A few bytes a bucket, none for a record. Not thread-safe. */
final class Occupancy {

    private final TableLayout layout;
    private final Cell[] cells;

    Occupancy(StoreTerms terms) {
        layout = terms.layout();
        cells = new Cell[layout.cells()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell(layout.halfRows(), terms.slots().perBucket());
        }
    }

    /** Counts a record in; false if the table cannot hold it. */
    boolean add(Position position) {
        Placement at = Placement.of(position, layout);
        return cell(at).add(row(at.upper()), row(at.lower()));
    }

    /** Counts a record out that was counted in. */
    void remove(Position position) {
        Placement at = Placement.of(position, layout);
        cell(at).remove(row(at.upper()), row(at.lower()));
    }

    private Cell cell(Placement at) {
        return cells[layout.cell(at.column(), at.upper())];
    }

    private int row(int row) {
        return row % layout.blockRows();
    }
}
