package io.mistnet.node.cli.lookup;

import io.mistnet.node.lookup.http.LookupMessages.Changed;
import java.io.PrintWriter;

/** Counts what becomes of an import's records, in the order in which they were sent, and drops the ids of those that were refused. */
final class ImportResults {

    private static final int MOST_SHOWN = 20;

    private final RecordFile records;
    private final ImportIds ids;
    private final PrintWriter err;
    private int row;
    private int added;
    private int there;
    private int refused;

    ImportResults(RecordFile records, ImportIds ids, PrintWriter err) {
        this.records = records;
        this.ids = ids;
        this.err = err;
    }

    /** Takes the result of the next row that was sent. */
    void take(Changed changed) {
        while (records.rows().get(row).isEmpty()) {
            row++;
        }
        if (!changed.id().equals(ids.of(row))) {
            throw new IllegalStateException(
                    "the node answers for a record under another id; is it of another version?");
        }
        if (changed.isDone()) {
            added++;
        } else if (changed.isThere()) {
            there++;
        } else {
            refused++;
            if (refused <= MOST_SHOWN) {
                err.println("line %d: %s".formatted(records.lines().get(row), changed.result()));
            }
            ids.drop(row);
        }
        row++;
    }

    int added() {
        return added;
    }

    /** Were there already. */
    int there() {
        return there;
    }

    int refused() {
        return refused;
    }

    /** Of how many the result is known. */
    int known() {
        return added + there + refused;
    }

    int leftOut() {
        return records.bad().count();
    }
}
