package io.mistnet.node.cli.lookup;

import io.mistnet.node.lookup.http.LookupMessages.Changed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes the ids of an import as they come, a line for each row of its file, and counts. */
final class ImportResults {

    private static final int MOST_SHOWN = 20;

    private final RecordFile records;
    private final Writer ids;
    private final PrintWriter err;
    private int row;
    private int added;
    private int refused;

    ImportResults(RecordFile records, Writer ids, PrintWriter err) {
        this.records = records;
        this.ids = ids;
        this.err = err;
    }

    /** Takes the result of the next row that was sent. */
    void take(Changed changed) {
        skipBad();
        if (changed.isDone()) {
            added++;
            write(changed.id());
        } else {
            refused++;
            if (refused <= MOST_SHOWN) {
                err.println("line %d: %s".formatted(records.lines().get(row), changed.result()));
            }
            write("");
        }
    }

    /** After the last one. */
    void close() throws IOException {
        skipBad();
        ids.flush();
    }

    int added() {
        return added;
    }

    int refused() {
        return refused;
    }

    int leftOut() {
        return records.bad().count();
    }

    private void skipBad() {
        while (row < records.rows().size() && records.rows().get(row).isEmpty()) {
            write("");
        }
    }

    private void write(String id) {
        try {
            ids.write(id + System.lineSeparator());
            row++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
