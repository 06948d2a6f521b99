package io.mistnet.node.window;

import io.mistnet.node.storage.Database;

/** Forgets what no window to come can hold: rows, transfers and their references from before the horizon. */
final class Expiry {

    private static final int REFERENCES_PER_WRITE = 10_000;

    private final Database database;
    private final Marks marks;
    private long begin;

    Expiry(Database database, Marks marks) {
        this.database = database;
        this.marks = marks;
    }

    /** Deletes what settled before the horizon. Cut short, it goes on with the first call after a restart. */
    void forgetBefore(long horizon) {
        byte[] from = PairBucket.firstKey(begin);
        byte[] to = PairBucket.firstKey(horizon);
        try (Database.Writes writes = database.writes()) {
            // The horizon goes first: what is half forgotten must not come back as new if the clock is set back.
            marks.putHorizon(writes, horizon);
            database.forEach(Table.TRANSFERS, from, to, (key, value) -> {
                writes.delete(Table.REFERENCES, KeptTransfer.uetrOfKey(key));
                if (writes.count() >= REFERENCES_PER_WRITE) {
                    writes.commit();
                }
            });
            writes.deleteRange(Table.TRANSFERS, from, to);
            writes.deleteRange(Table.PAIRS, from, to);
            writes.commit();
        }
        begin = horizon;
    }
}
