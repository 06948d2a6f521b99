package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.PadSeed;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The table in memory, and who may touch it when. A <em>sweep</em> writes all columns anew, one after the other, under a fresh seed of the pads. A question runs over whole columns only, and is told
 * the pads of the very table that it ran over.
 *
 * <p><b>Fairness.</b> Questions and the sweep take turns in the order in which they come: a question waits for one column at most, a column for the questions that came before it.
 *
 * <p><b>Pads.</b> The seed is drawn only after the records were chosen that lie under it, so that no contributor can fit a record to its pad. A sweep that fails leaves columns under a seed that is
 * known by now: the index then answers nothing until a whole sweep has succeeded.
 */
final class LookupIndex {

    private final int columns;
    private final ColumnWriter table;
    private final SecureRandom random;
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private boolean complete;
    private AnswerHeader header;
    private volatile int loaded;

    LookupIndex(int columns, ColumnWriter table, SecureRandom random) {
        this.columns = columns;
        this.table = table;
        this.random = random;
        this.header = new AnswerHeader(0, draw(), draw(), 0);
    }

    /**
     * Writes all columns. One sweep at a time.
     *
     * @param version of the records, at least that of the sweep before
     * @param source hands every column once, in order, to the sink that it is given; what it hands out was chosen before this call
     */
    void sweep(long version, Consumer<ColumnSink> source) {
        PadSeed seed = draw();
        loaded = 0;
        boolean done = false;
        try {
            source.accept((column, plaintexts) -> write(column, plaintexts, version, seed));
            done = loaded == columns;
        } finally {
            finish(done);
        }
    }

    private PadSeed draw() {
        byte[] seed = new byte[PadSeed.BYTES];
        random.nextBytes(seed);
        return PadSeed.of(seed);
    }

    private void write(int column, ByteBuffer plaintexts, long version, PadSeed seed) {
        table.prepare(plaintexts, seed.toBytes());
        Lock turn = turns.writeLock();
        turn.lock();
        try {
            table.writeColumn(column, plaintexts, seed.toBytes());
            PadSeed before = column == 0 ? header.newSeed() : header.oldSeed();
            header = new AnswerHeader(version, before, seed, column + 1);
            loaded = column + 1;
        } finally {
            turn.unlock();
        }
    }

    private void finish(boolean done) {
        Lock turn = turns.writeLock();
        turn.lock();
        try {
            complete = done;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Runs a question while no column is written.
     *
     * @param question takes the state of the table meanwhile
     * @throws LoadingException before the first sweep is over
     */
    <T> T read(Function<AnswerHeader, T> question) {
        Lock turn = turns.readLock();
        turn.lock();
        try {
            if (!complete) {
                throw new LoadingException(percent());
            }
            return question.apply(header);
        } finally {
            turn.unlock();
        }
    }

    /** How many of each hundred columns the present or last sweep has written. */
    int percent() {
        return 100 * loaded / columns;
    }
}
