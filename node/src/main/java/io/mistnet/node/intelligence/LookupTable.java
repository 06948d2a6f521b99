package io.mistnet.node.intelligence;

import io.mistnet.node.storage.StorageException;
import io.mistnet.protocols.retrieval.AnswerHeader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One key epoch's records: the truth on disk, the table in memory, and a thread that brings the one into the other. It loads at the start; after that, whenever batches have come, it sweeps once for
 * all of them. Safe for any thread.
 */
public final class LookupTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LookupTable.class);
    private static final int LOGGED_PERCENT = 10;

    private final RecordStore store;
    private final LookupIndex index;
    private final SecureRandom random;
    private final SweepSchedule schedule = new SweepSchedule();
    private final Thread sweeper;
    private volatile boolean loaded;
    private volatile @Nullable RuntimeException failure;

    private LookupTable(RecordStore store, ColumnWriter table, SecureRandom random) {
        this.store = store;
        this.random = random;
        this.index = new LookupIndex(store.terms().layout().columns(), table, random);
        this.sweeper = new Thread(this::run, "sweep-" + store.terms().keyEpoch());
        sweeper.setDaemon(true);
    }

    /**
     * Opens the records in a directory and begins to load them.
     *
     * @param table in memory, which nothing else writes to
     * @throws StorageException if the store cannot be opened; what is wrong with its records is found while they load
     */
    public static LookupTable open(Path directory, StoreTerms terms, ColumnWriter table, SecureRandom random) {
        LookupTable opened = new LookupTable(RecordStore.open(directory, terms), table, random);
        opened.sweeper.start();
        return opened;
    }

    /**
     * Carries out a batch. It is durable when this returns.
     *
     * @param institution whose batch it is
     * @throws LoadingException until all is loaded and checked
     * @throws IllegalArgumentException if the batch is not of the network's form, or its id was used for another batch
     * @throws StorageException if it cannot be written, or the store is damaged
     */
    public Receipt apply(String institution, UpdateBatch batch) {
        requireLoaded();
        Receipt receipt = store.apply(institution, batch);
        schedule.wanted(receipt.batch());
        return receipt;
    }

    /**
     * The same, of records under a key that must be the one of all records here.
     *
     * @param keyContext of the key that the batch's records are under, 32 bytes
     * @throws IllegalArgumentException also if the records here are under another key; the message says what to do
     */
    public Receipt apply(String institution, byte[] keyContext, UpdateBatch batch) {
        requireLoaded();
        Receipt receipt = store.apply(institution, keyContext, batch);
        schedule.wanted(receipt.batch());
        return receipt;
    }

    /** Completes when questions find what the batch put in; exceptionally if the table is closed before. */
    public CompletionStage<Void> visible(Receipt receipt) {
        return schedule.visible(receipt.batch());
    }

    /** Completes when all is loaded and checked; exceptionally if the records are damaged. */
    public CompletableFuture<Void> loaded() {
        return schedule.visible(0);
    }

    /**
     * Runs a question over the table while no column is written.
     *
     * @param question takes the state of the table meanwhile
     * @throws LoadingException until all is loaded and checked
     * @throws StorageException if the store is damaged
     */
    public <T> T read(Function<AnswerHeader, T> question) {
        requireLoaded();
        return index.read(question);
    }

    /** Why the table answers nothing any more: its records are damaged, or a sweep failed. It stays so until it is opened anew. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    public int keyEpoch() {
        return store.terms().keyEpoch();
    }

    public long records() {
        return store.records();
    }

    /** How much of the table is loaded, or the sweep under way has written, in per cent. */
    public int percent() {
        return index.percent();
    }

    private void requireLoaded() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new StorageException(
                    "the intelligence table of key epoch %d is out of order".formatted(keyEpoch()), failed);
        } else if (!loaded) {
            throw new LoadingException(index.percent());
        }
    }

    private void run() {
        try {
            LOG.info("loading {} records of key epoch {}", store.records(), keyEpoch());
            index.sweep(store.lastBatch(), sink -> store.load(random, logging(stoppable(sink))));
            long last = store.lastBatch();
            loaded = true;
            schedule.swept(last);
            LOG.info("intelligence table of key epoch {}: ready", keyEpoch());
            while (schedule.awaitWork()) {
                sweep();
            }
        } catch (CancellationException | InterruptedException e) {
            schedule.end(closed());
        } catch (RuntimeException e) {
            LOG.error("the intelligence table of key epoch {} is out of order: {}", keyEpoch(), e.getMessage());
            failure = e;
            schedule.end(e);
        }
    }

    private void sweep() {
        try (RecordSnapshot snapshot = store.snapshot()) {
            index.sweep(snapshot.batch(), sink -> snapshot.columns(random, stoppable(sink)));
            schedule.swept(snapshot.batch());
        }
    }

    private static ColumnSink stoppable(ColumnSink sink) {
        return (column, plaintexts) -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            sink.column(column, plaintexts);
        };
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the intelligence table is closed");
    }

    private ColumnSink logging(ColumnSink sink) {
        int columns = store.terms().layout().columns();
        return (column, plaintexts) -> {
            sink.column(column, plaintexts);
            int percent = 100 * (column + 1) / columns;
            if (percent / LOGGED_PERCENT > 100 * column / columns / LOGGED_PERCENT) {
                LOG.info("intelligence table of key epoch {}: {} % loaded", keyEpoch(), percent);
            }
        };
    }

    /** Waits for a column being written, and leaves the sweep there. */
    @Override
    public void close() {
        sweeper.interrupt();
        boolean interrupted = false;
        while (sweeper.isAlive()) {
            try {
                sweeper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        schedule.end(closed());
        store.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
