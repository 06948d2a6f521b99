package io.mistnet.node.intelligence;

import io.mistnet.node.storage.Database;
import io.mistnet.node.storage.DurableFile;
import io.mistnet.node.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store belongs to, and what it holds after its last batch: in its table of single values, changed together with the records. Beside it, in a file of its own, the number of the last batch
 * that was acknowledged: a log of writes that has lost its end still looks whole, but it then ends before that batch.
 */
final class StoreMarks {

    private static final Logger LOG = LoggerFactory.getLogger(StoreMarks.class);
    private static final byte[] BINDING_KEY = bytes("binding");
    private static final byte[] STATE_KEY = bytes("state");
    private static final byte[] KEY_CONTEXT_KEY = bytes("key-context");
    private static final int SHOWN_BYTES = 8;
    private static final String FORMAT = "format 1, ";

    private final Database database;
    private final Path acknowledged;

    StoreMarks(Database database, Path directory) {
        this.database = database;
        this.acknowledged = directory.resolve("acknowledged");
    }

    /**
     * Binds a new store to its terms.
     *
     * @throws StorageException if the store was bound to others
     */
    void bind(StoreTerms terms) {
        byte[] bound = database.get(RecordTable.META, BINDING_KEY);
        String binding = FORMAT + terms.binding();
        if (bound == null) {
            try (Database.Writes writes = database.writes()) {
                writes.put(RecordTable.META, BINDING_KEY, bytes(binding));
                putState(writes, new State(new RowSum(), 0));
                writes.commit();
            }
        } else if (!new String(bound, StandardCharsets.UTF_8).equals(binding)) {
            throw new StorageException(
                    "the intelligence store holds records of %s; this node asks for %s; give it the folder that belongs to its network file, or an empty one"
                            .formatted(new String(bound, StandardCharsets.UTF_8), binding));
        }
    }

    /**
     * Holds the store to one OPRF key. The first batch says which; while there are no records, a later one may say another. Who said it is remembered, and named in the log where another institution disagrees: one of the two is
     * wrong.
     *
     * @param institution whose batch it is
     * @param keyContext of the key that the batch's records are under
     * @throws IllegalArgumentException if the store's records are under another one
     */
    void requireKey(String institution, byte[] keyContext, boolean hasRecords) {
        byte[] mark = database.get(RecordTable.META, KEY_CONTEXT_KEY);
        if (mark != null && startsWith(mark, keyContext)) {
            return;
        }
        if (mark != null && hasRecords) {
            LOG.warn(
                    "institution={} keyContext={} batch refused: the records here are under keyContext={}, which institution={} sent first",
                    institution,
                    hex(keyContext),
                    hex(mark),
                    text(mark, StoreTerms.CONTEXT_BYTES));
            throw new IllegalArgumentException(
                    "the records here are under another key of the same key epoch: theirs has the context %s, yours %s. Compare key statements with the host's operator; a key that was made anew needs a new number in key-epochs"
                            .formatted(hex(mark), hex(keyContext)));
        }
        try (Database.Writes writes = database.writes()) {
            byte[] sender = bytes(institution);
            writes.put(
                    RecordTable.META,
                    KEY_CONTEXT_KEY,
                    ByteBuffer.allocate(keyContext.length + sender.length)
                            .put(keyContext)
                            .put(sender)
                            .array());
            writes.commit();
        }
    }

    private static boolean startsWith(byte[] mark, byte[] keyContext) {
        return Arrays.equals(mark, 0, keyContext.length, keyContext, 0, keyContext.length);
    }

    private static String text(byte[] mark, int from) {
        return new String(mark, from, mark.length - from, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] context) {
        return HexFormat.of().formatHex(context, 0, SHOWN_BYTES);
    }

    /**
     * The state after the last batch.
     *
     * @throws StorageException if batches that were acknowledged are missing
     */
    State state() {
        byte[] row = database.get(RecordTable.META, STATE_KEY);
        if (row == null) {
            throw new StorageException(
                    "the intelligence store has lost its state; restore it from a backup, or let the contributors send their records anew");
        }
        ByteBuffer in = ByteBuffer.wrap(row);
        State state = new State(RowSum.read(in), in.getLong());
        long promised = acknowledged();
        if (state.batch() < promised) {
            throw new StorageException(
                    "the intelligence store ends with batch %d, but batch %d was acknowledged: the end of its log is lost; restore it from a backup, or remove %s and let the contributors send batches from %d on anew"
                            .formatted(state.batch(), promised, acknowledged, state.batch() + 1));
        }
        return state;
    }

    void putState(Database.Writes writes, State state) {
        ByteBuffer row = ByteBuffer.allocate(RowSum.BYTES + Long.BYTES);
        state.sum().write(row);
        writes.put(RecordTable.META, STATE_KEY, row.putLong(state.batch()).array());
    }

    /** From here on the store must hold this batch. */
    void acknowledge(long batch) {
        try {
            DurableFile.replace(acknowledged, bytes(batch + "\n"));
        } catch (IOException e) {
            throw new StorageException("cannot write " + acknowledged, e);
        }
    }

    private long acknowledged() {
        try {
            return Files.exists(acknowledged)
                    ? Long.parseLong(Files.readString(acknowledged).strip())
                    : 0;
        } catch (IOException | NumberFormatException e) {
            throw new StorageException(
                    acknowledged + " should hold the number of the last acknowledged batch; restore it", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param sum over all records
     * @param batch number of the last batch, 0 before the first
     */
    record State(RowSum sum, long batch) {}
}
