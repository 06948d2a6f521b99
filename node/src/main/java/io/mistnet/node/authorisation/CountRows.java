package io.mistnet.node.authorisation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Counts by key, in RocksDB. What {@link #put} was given is on disk when it returns, all of it or nothing. */
final class CountRows implements AutoCloseable {

    private static final long MEMTABLE_BYTES = 4L << 20;

    private final Options options;
    private final WriteOptions synced;
    private final RocksDB rocks;

    private CountRows(Options options, WriteOptions synced, RocksDB rocks) {
        this.options = options;
        this.synced = synced;
        this.rocks = rocks;
    }

    /** @throws QuotaLedgerException where there is no store that can be opened, or another process has it open */
    static CountRows open(Path folder) {
        RocksDB.loadLibrary();
        Options options = new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setKeepLogFileNum(2);
        try {
            Files.createDirectories(folder);
            return new CountRows(options, new WriteOptions().setSync(true), RocksDB.open(options, folder.toString()));
        } catch (RocksDBException | IOException e) {
            options.close();
            throw new QuotaLedgerException("cannot open the quota ledger in " + folder, e);
        }
    }

    /** The count under a key; 0 where there is none. */
    long get(CountKey key) {
        try {
            byte[] value = rocks.get(key.bytes());
            return value == null ? 0 : ByteBuffer.wrap(value).getLong();
        } catch (RocksDBException e) {
            throw new QuotaLedgerException("cannot read the quota ledger", e);
        }
    }

    /** Sets counts. */
    void put(Map<CountKey, Long> counts) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<CountKey, Long> count : counts.entrySet()) {
                batch.put(
                        count.getKey().bytes(),
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(count.getValue())
                                .array());
            }
            rocks.write(synced, batch);
        } catch (RocksDBException e) {
            throw new QuotaLedgerException("cannot write the quota ledger", e);
        }
    }

    /** Deletes the counts whose keys lie in [from, to). */
    void delete(CountKey from, CountKey to) {
        try {
            rocks.deleteRange(synced, from.bytes(), to.bytes());
        } catch (RocksDBException e) {
            throw new QuotaLedgerException("cannot write the quota ledger", e);
        }
    }

    @Override
    public void close() {
        rocks.close();
        synced.close();
        options.close();
    }
}
