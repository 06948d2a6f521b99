package io.mistnet.node.intelligence;

import io.mistnet.node.intelligence.StoreMarks.State;
import io.mistnet.node.storage.Database;
import io.mistnet.node.storage.StorageException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WALRecoveryMode;

/**
 * The sealed records of one table, durable. A batch is on disk as a whole when {@link #apply} returns; a process killed at any moment finds, once it is started again, all of the batch or nothing of
 * it. An institution changes only records that it put in itself, and has no more of them than the terms allow.
 *
 * <p><b>Damage.</b> {@link #load} reads everything and finds: a changed bit in a data file, by RocksDB's checksums; rows that are gone or changed with their checksums right, by a digest over all
 * records that changes in the same write as they do; a log that has lost its end, by the number of the last acknowledged batch, which lies in a file of its own. An incomplete last write in the
 * log is what a killed process leaves behind, and was not acknowledged: it is dropped. Anything else that is wrong with the log refuses the store.
 *
 * <p>Only one process can have a store open. Safe for any thread. After a failed write it must be opened anew.
 */
public final class RecordStore implements AutoCloseable {

    private final StoreTerms terms;
    private final Database database;
    private final StoreMarks marks;
    private final Owners owners;
    private final PastBatches past;
    private volatile State state;
    private @Nullable Occupancy occupancy;
    private boolean failed;
    private boolean closed;

    private RecordStore(StoreTerms terms, Database database, Path directory) {
        this.terms = terms;
        this.database = database;
        this.marks = new StoreMarks(database, directory);
        marks.bind(terms);
        this.state = marks.state();
        this.owners = new Owners(database);
        this.past = new PastBatches(database);
    }

    /**
     * Opens the store in a directory, or makes a new one. {@link #load} comes next.
     *
     * @throws StorageException if it cannot be opened, was made for other terms, or lacks a batch that was acknowledged
     */
    public static RecordStore open(Path directory, StoreTerms terms) {
        // Absolute consistency would refuse what every kill in mid-write leaves behind; point in time would drop
        // acknowledged batches after a flipped bit
        Database database = Database.open(
                directory,
                "intelligence store",
                List.of(RecordTable.values()),
                WALRecoveryMode.TolerateCorruptedTailRecords);
        try {
            return new RecordStore(terms, database, directory);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Reads and checks all that is on disk, and hands out the columns on the way.
     *
     * @return the number of the last batch that the columns hold
     * @throws StorageException if anything is damaged; some columns may have been handed out by then
     * @throws RecordsDoNotFitException if the layout is too small for the records
     */
    public synchronized long load(SecureRandom random, ColumnSink sink) {
        database.verifyChecksums();
        Occupancy counted = new Occupancy(terms);
        RowSum sum = new RowSum();
        try (RecordSnapshot snapshot = snapshot()) {
            snapshot.columns(
                    random,
                    (key, value, position) -> {
                        sum.add(key, value);
                        counted.add(RecordRow.ownerOf(value), position);
                    },
                    sink);
        }
        if (!sum.equals(state.sum())) {
            throw new StorageException(
                    "the intelligence store is damaged: it should hold %d records and holds %d, or some were changed; restore it from a backup"
                            .formatted(state.sum().count(), sum.count()));
        }
        occupancy = counted;
        return state.batch();
    }

    /**
     * Carries out a batch, durably and as a whole, or answers again what became of it before.
     *
     * @param institution whose batch it is
     * @throws IllegalArgumentException if the batch is not of the network's form, or its id was used for another batch
     * @throws StorageException if it cannot be written; nothing of the batch counts
     */
    public synchronized Receipt apply(String institution, UpdateBatch batch) {
        requireOpen();
        if (failed) {
            throw new StorageException("the intelligence store failed to write; restart the node");
        }
        if (occupancy == null) {
            throw new IllegalStateException("the intelligence store is not loaded");
        }
        batch.check(terms);
        byte[] digest = new BatchDigest(terms).of(batch);
        try (Database.Writes writes = database.writes()) {
            short owner = owners.number(institution, writes);
            Optional<Receipt> known = past.find(owner, batch.id(), digest);
            if (known.isPresent()) {
                return known.get();
            }
            failed = true;
            Receipt receipt = commit(batch, digest, occupancy, owner, writes);
            owners.committed(institution, owner);
            failed = false;
            return receipt;
        }
    }

    /**
     * The same, of records under a key that must be the one of all records here. The host does not have the key statement: the first batch in an empty store says which key it is.
     *
     * @param keyContext of the key that the batch's records are under, 32 bytes
     * @throws IllegalArgumentException also if the records here are under another key
     */
    public synchronized Receipt apply(String institution, byte[] keyContext, UpdateBatch batch) {
        requireOpen();
        if (keyContext.length != StoreTerms.CONTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "a key context of %d bytes, not %d".formatted(keyContext.length, StoreTerms.CONTEXT_BYTES));
        }
        marks.requireKey(institution, keyContext, records() > 0);
        return apply(institution, batch);
    }

    private Receipt commit(UpdateBatch batch, byte[] digest, Occupancy occupied, short owner, Database.Writes writes) {
        RowSum sum = new RowSum(state.sum());
        BatchStage stage = new BatchStage(terms, database, writes, occupied, sum, owner);
        List<OperationResult> results = new ArrayList<>(batch.operations().size());
        for (Operation operation : batch.operations()) {
            results.add(stage.stage(operation));
        }
        State next = new State(sum, state.batch() + 1);
        Receipt receipt = new Receipt(next.batch(), results);
        past.put(writes, owner, batch.id(), digest, receipt);
        marks.putState(writes, next);
        writes.commit();
        marks.acknowledge(next.batch());
        state = next;
        return receipt;
    }

    /** The records as they are now. To be closed before the store. */
    public synchronized RecordSnapshot snapshot() {
        requireOpen();
        return new RecordSnapshot(database.snapshot(), terms, state.batch());
    }

    /** How many records there are. */
    public long records() {
        return state.sum().count();
    }

    /** The number of the last batch, 0 before the first. */
    public long lastBatch() {
        return state.batch();
    }

    public StoreTerms terms() {
        return terms;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            database.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException("the intelligence store is closed");
        }
    }
}
