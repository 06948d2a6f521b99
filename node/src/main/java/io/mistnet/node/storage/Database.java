package io.mistnet.node.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB with a store's tables. What {@link Writes#commit} was given is on disk when it returns, all of it or nothing. Safe for any thread. */
public final class Database implements AutoCloseable {

    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final long MEMTABLE_BYTES = 64L << 20;
    private static final long LOG_BYTES = 256L << 20;

    private final String name;
    private final DBOptions options;
    private final ColumnFamilyOptions tableOptions;
    private final RocksDB rocks;
    private final Map<StoredTable, ColumnFamilyHandle> handles = new HashMap<>();

    private Database(String name, DBOptions options, ColumnFamilyOptions tableOptions, RocksDB rocks) {
        this.name = name;
        this.options = options;
        this.tableOptions = tableOptions;
        this.rocks = rocks;
    }

    /**
     * Opens the database in a directory, or makes a new one. Only one process can have it open.
     *
     * @param name stands for it in errors, such as {@code window store}
     * @param recovery what becomes of a damaged log of writes
     * @throws StorageException if the directory holds nothing that can be opened, or another process has it open
     */
    public static Database open(
            Path directory, String name, List<? extends StoredTable> tables, WALRecoveryMode recovery) {
        RocksDB.loadLibrary();
        DBOptions options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(recovery)
                .setMaxTotalWalSize(LOG_BYTES)
                .setKeepLogFileNum(4);
        ColumnFamilyOptions tableOptions = new ColumnFamilyOptions()
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY)));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (StoredTable table : tables) {
            descriptors.add(new ColumnFamilyDescriptor(table.family().getBytes(StandardCharsets.UTF_8), tableOptions));
        }
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            RocksDB rocks = RocksDB.open(options, directory.toString(), descriptors, opened);
            Database database = new Database(name, options, tableOptions, rocks);
            for (int i = 0; i < opened.size(); i++) {
                database.handles.put(tables.get(i), opened.get(i));
            }
            return database;
        } catch (RocksDBException | IOException e) {
            tableOptions.close();
            options.close();
            throw new StorageException("cannot open the %s in %s".formatted(name, directory), e);
        }
    }

    public byte @Nullable [] get(StoredTable table, byte[] key) {
        try {
            return rocks.get(handle(table), key);
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    /** The values of many keys, in the keys' order; null where there is none. */
    public List<byte @Nullable []> getAll(StoredTable table, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        try {
            return rocks.multiGetAsList(Collections.nCopies(keys.size(), handle(table)), keys);
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    /** Visits the rows whose keys lie in [from, to), in the keys' order; {@code to} may be null for the table's end. */
    public void forEach(StoredTable table, byte[] from, byte @Nullable [] to, RowVisitor visitor) {
        try (ReadOptions read = new ReadOptions()) {
            forEach(table, from, to, read, visitor);
        }
    }

    private void forEach(StoredTable table, byte[] from, byte @Nullable [] to, ReadOptions read, RowVisitor visitor) {
        try (Slice bound = to == null ? null : new Slice(to);
                RocksIterator rows = rocks.newIterator(handle(table), bounded(read, bound))) {
            for (rows.seek(from); rows.isValid(); rows.next()) {
                visitor.visit(rows.key(), rows.value());
            }
            rows.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    /** Visits the rows whose keys lie in [from, to), last first, as long as the visitor wants more. */
    public void forEachBackwards(StoredTable table, byte[] from, byte[] to, RowSearch visitor) {
        try (Slice bound = new Slice(from);
                ReadOptions read = new ReadOptions().setIterateLowerBound(bound);
                RocksIterator rows = rocks.newIterator(handle(table), read)) {
            boolean more = true;
            for (rows.seekForPrev(to); more && rows.isValid(); rows.prev()) {
                more = visitor.visit(rows.key(), rows.value());
            }
            rows.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private static ReadOptions bounded(ReadOptions read, @Nullable Slice bound) {
        return bound == null ? read : read.setIterateUpperBound(bound);
    }

    /**
     * Reads every block on disk and checks it against its checksum.
     *
     * @throws StorageException if one differs
     */
    public void verifyChecksums() {
        try {
            rocks.verifyChecksum();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    /** The tables as they are now, whatever is written later. */
    public Snapshot snapshot() {
        return new Snapshot();
    }

    /** The changes come to nothing until they are committed. */
    public Writes writes() {
        return new Writes();
    }

    @Override
    public void close() {
        handles.values().forEach(ColumnFamilyHandle::close);
        rocks.close();
        tableOptions.close();
        options.close();
    }

    private ColumnFamilyHandle handle(StoredTable table) {
        ColumnFamilyHandle handle = handles.get(table);
        if (handle == null) {
            throw new IllegalStateException("no table " + table);
        }
        return handle;
    }

    private StorageException unreadable(RocksDBException e) {
        return new StorageException("cannot read the " + name, e);
    }

    private StorageException unwritable(RocksDBException e) {
        return new StorageException("cannot write the " + name, e);
    }

    /** The tables as they were at one moment. To be closed before the database. */
    public final class Snapshot implements AutoCloseable {

        private final org.rocksdb.Snapshot moment = rocks.getSnapshot();

        /** Visits the rows whose keys lie in [from, to), in the keys' order; {@code to} may be null for the table's end. */
        public void forEach(StoredTable table, byte[] from, byte @Nullable [] to, RowVisitor visitor) {
            try (ReadOptions read = new ReadOptions().setSnapshot(moment).setFillCache(false)) {
                Database.this.forEach(table, from, to, read, visitor);
            }
        }

        public byte @Nullable [] get(StoredTable table, byte[] key) {
            try (ReadOptions read = new ReadOptions().setSnapshot(moment)) {
                return rocks.get(handle(table), read, key);
            } catch (RocksDBException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void close() {
            rocks.releaseSnapshot(moment);
            moment.close();
        }
    }

    /** Changes that become durable together. */
    public final class Writes implements AutoCloseable {

        private final WriteBatch batch = new WriteBatch();

        public void put(StoredTable table, byte[] key, byte[] value) {
            try {
                batch.put(handle(table), key, value);
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        public void delete(StoredTable table, byte[] key) {
            try {
                batch.delete(handle(table), key);
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        /** Deletes the rows whose keys lie in [from, to). */
        public void deleteRange(StoredTable table, byte[] from, byte[] to) {
            try {
                batch.deleteRange(handle(table), from, to);
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        public int count() {
            return batch.count();
        }

        /** Makes the changes durable, all of them or none; then there are none. */
        public void commit() {
            try (WriteOptions synced = new WriteOptions().setSync(true)) {
                rocks.write(synced, batch);
                batch.clear();
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    /** Takes a row, and says whether it wants another. */
    public interface RowSearch {

        boolean visit(byte[] key, byte[] value);
    }

    /** Takes a row. */
    public interface RowVisitor {

        void visit(byte[] key, byte[] value);
    }
}
