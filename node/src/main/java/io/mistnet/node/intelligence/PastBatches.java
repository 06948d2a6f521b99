package io.mistnet.node.intelligence;

import io.mistnet.node.storage.Database;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of each institution's latest batches, so that one sent again after a lost answer is answered again and not carried out twice. */
final class PastBatches {

    /** How many batches of each institution are remembered. */
    static final int REMEMBERED = 1_000;

    private final Database database;

    PastBatches(Database database) {
        this.database = database;
    }

    /**
     * The receipt of a batch that was carried out before.
     *
     * @throws IllegalArgumentException if another batch was carried out under this id
     */
    Optional<Receipt> find(short owner, BatchId id, byte[] digest) {
        byte[] row = database.get(RecordTable.BATCHES, key(owner, id));
        if (row == null) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(row);
        long number = in.getLong();
        byte[] known = new byte[BatchDigest.BYTES];
        in.get(known);
        if (!MessageDigest.isEqual(known, digest)) {
            throw new IllegalArgumentException("the batch id was used for another batch; draw a new id for each batch");
        }
        List<OperationResult> results = new ArrayList<>();
        while (in.hasRemaining()) {
            results.add(OperationResult.of(in.get()));
        }
        return Optional.of(new Receipt(number, results));
    }

    /** Remembers a batch, and forgets one that is too old. */
    void put(Database.Writes writes, short owner, BatchId id, byte[] digest, Receipt receipt) {
        ByteBuffer row = ByteBuffer.allocate(
                Long.BYTES + BatchDigest.BYTES + receipt.results().size());
        row.putLong(receipt.batch()).put(digest);
        receipt.results().forEach(result -> row.put(result.code()));
        writes.put(RecordTable.BATCHES, key(owner, id), row.array());
        ByteBuffer name = ByteBuffer.allocate(BatchId.BYTES);
        id.write(name);
        writes.put(RecordTable.BATCH_ORDER, orderKey(owner, receipt.batch()), name.array());
        forgetOldest(writes, owner);
    }

    private void forgetOldest(Database.Writes writes, short owner) {
        List<byte[]> order = new ArrayList<>();
        List<byte[]> ids = new ArrayList<>();
        database.forEach(RecordTable.BATCH_ORDER, orderKey(owner, 0), orderKey(owner, -1), (key, value) -> {
            order.add(key);
            ids.add(value);
        });
        for (int i = 0; i <= order.size() - REMEMBERED; i++) {
            writes.delete(RecordTable.BATCH_ORDER, order.get(i));
            writes.delete(RecordTable.BATCHES, key(owner, BatchId.read(ByteBuffer.wrap(ids.get(i)))));
        }
    }

    private static byte[] key(short owner, BatchId id) {
        ByteBuffer key = ByteBuffer.allocate(Short.BYTES + BatchId.BYTES).putShort(owner);
        id.write(key);
        return key.array();
    }

    private static byte[] orderKey(short owner, long number) {
        return ByteBuffer.allocate(Short.BYTES + Long.BYTES)
                .putShort(owner)
                .putLong(number)
                .array();
    }
}
