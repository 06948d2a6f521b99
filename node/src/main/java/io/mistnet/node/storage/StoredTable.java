package io.mistnet.node.storage;

/** A table of a {@link Database}: a column family of RocksDB. Numbers in keys are big-endian, so that they sort. */
public interface StoredTable {

    /** The name that RocksDB keeps it under. One table of each database is {@code default}. */
    String family();
}
