package io.mistnet.protocols.retrieval;

import java.util.Optional;

/** Where the records of a table are kept; {@link BucketTable} decides what lies where. Everything that it reads must reflect what it wrote before. */
interface SlotStorage {

    /** How many records there are. */
    long records();

    /** How many slots of a bucket are taken. */
    int taken(int column, int row);

    /** The first free slot of a bucket; asked for only where one is. */
    Slot firstFree(int column, int row);

    /** The position of the record in a slot that is taken. */
    Position positionAt(Slot slot);

    /** Whether a record of a cell (numbered by {@link TableLayout#cell}) has this fingerprint. */
    boolean holds(int cell, Fingerprint fingerprint);

    /** The slot of a record. */
    Optional<Slot> find(RecordId recordId);

    /** The record in a slot that is taken. */
    StoredRecord recordAt(Slot slot);

    /** Puts a record into a free slot. */
    void put(Slot slot, StoredRecord record);

    /** Frees a slot. */
    void clear(Slot slot);

    /** Moves a record into a free slot. */
    default void move(Slot from, Slot to) {
        StoredRecord record = recordAt(from);
        clear(from);
        put(to, record);
    }
}
