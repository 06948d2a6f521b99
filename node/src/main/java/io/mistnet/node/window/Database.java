package io.mistnet.node.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB with the store's tables. What {@link #write} was given is on disk when it returns, all of it or nothing. */
final class Database implements AutoCloseable {

    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final long MEMTABLE_BYTES = 64L << 20;
    private static final long LOG_BYTES = 256L << 20;

    private final DBOptions options;
    private final ColumnFamilyOptions tableOptions;
    private final RocksDB rocks;
    private final Map<Table, ColumnFamilyHandle> handles = new EnumMap<>(Table.class);

    private Database(DBOptions options, ColumnFamilyOptions tableOptions, RocksDB rocks) {
        this.options = options;
        this.tableOptions = tableOptions;
        this.rocks = rocks;
    }

    /** @throws WindowStoreException if the directory holds no store that can be opened, or another process has it open */
    static Database open(Path directory) {
        RocksDB.loadLibrary();
        DBOptions options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxTotalWalSize(LOG_BYTES)
                .setKeepLogFileNum(4);
        ColumnFamilyOptions tableOptions = new ColumnFamilyOptions()
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY)));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Table table : Table.values()) {
            descriptors.add(new ColumnFamilyDescriptor(table.family(), tableOptions));
        }
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            RocksDB rocks = RocksDB.open(options, directory.toString(), descriptors, opened);
            Database database = new Database(options, tableOptions, rocks);
            for (Table table : Table.values()) {
                database.handles.put(table, opened.get(table.ordinal()));
            }
            return database;
        } catch (RocksDBException | IOException e) {
            tableOptions.close();
            options.close();
            throw new WindowStoreException("cannot open the window store in " + directory, e);
        }
    }

    byte @Nullable [] get(Table table, byte[] key) {
        try {
            return rocks.get(handle(table), key);
        } catch (RocksDBException e) {
            throw new WindowStoreException("cannot read the window store", e);
        }
    }

    /** The values of many keys, in the keys' order; null where there is none. */
    List<byte @Nullable []> getAll(Table table, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        try {
            return rocks.multiGetAsList(Collections.nCopies(keys.size(), handle(table)), keys);
        } catch (RocksDBException e) {
            throw new WindowStoreException("cannot read the window store", e);
        }
    }

    /** Visits the rows whose keys lie in [from, to), in the keys' order; {@code to} may be null for the table's end. */
    void forEach(Table table, byte[] from, byte @Nullable [] to, RowVisitor visitor) {
        try (Slice bound = to == null ? null : new Slice(to);
                ReadOptions read = new ReadOptions();
                RocksIterator rows = rocks.newIterator(handle(table), bounded(read, bound))) {
            for (rows.seek(from); rows.isValid(); rows.next()) {
                visitor.visit(rows.key(), rows.value());
            }
            rows.status();
        } catch (RocksDBException e) {
            throw new WindowStoreException("cannot read the window store", e);
        }
    }

    /** Visits the rows whose keys lie in [from, to), last first, as long as the visitor wants more. */
    void forEachBackwards(Table table, byte[] from, byte[] to, RowSearch visitor) {
        try (Slice bound = new Slice(from);
                ReadOptions read = new ReadOptions().setIterateLowerBound(bound);
                RocksIterator rows = rocks.newIterator(handle(table), read)) {
            boolean more = true;
            for (rows.seekForPrev(to); more && rows.isValid(); rows.prev()) {
                more = visitor.visit(rows.key(), rows.value());
            }
            rows.status();
        } catch (RocksDBException e) {
            throw new WindowStoreException("cannot read the window store", e);
        }
    }

    private static ReadOptions bounded(ReadOptions read, @Nullable Slice bound) {
        return bound == null ? read : read.setIterateUpperBound(bound);
    }

    /** The changes come to nothing until they are committed. */
    Writes writes() {
        return new Writes();
    }

    @Override
    public void close() {
        handles.values().forEach(ColumnFamilyHandle::close);
        rocks.close();
        tableOptions.close();
        options.close();
    }

    private ColumnFamilyHandle handle(Table table) {
        ColumnFamilyHandle handle = handles.get(table);
        if (handle == null) {
            throw new IllegalStateException("no table " + table);
        }
        return handle;
    }

    /** Changes that become durable together. */
    final class Writes implements AutoCloseable {

        private final WriteBatch batch = new WriteBatch();

        void put(Table table, byte[] key, byte[] value) {
            try {
                batch.put(handle(table), key, value);
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        void delete(Table table, byte[] key) {
            try {
                batch.delete(handle(table), key);
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        /** Deletes the rows whose keys lie in [from, to). */
        void deleteRange(Table table, byte[] from, byte[] to) {
            try {
                batch.deleteRange(handle(table), from, to);
            } catch (RocksDBException e) {
                throw unwritable(e);
            }
        }

        int count() {
            return batch.count();
        }

        /** Makes the changes durable, all of them or none; then there are none. */
        void commit() {
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

        private static WindowStoreException unwritable(RocksDBException e) {
            return new WindowStoreException("cannot write the window store", e);
        }
    }

    /** Takes a row, and says whether it wants another. */
    interface RowSearch {

        boolean visit(byte[] key, byte[] value);
    }

    /** Takes a row. */
    interface RowVisitor {

        void visit(byte[] key, byte[] value);
    }
}
