package io.mistnet.protocols.retrieval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table's records in memory, lost when the process ends. */
final class MemorySlots implements SlotStorage {

    private final TableLayout layout;
    private final int slotsPerBucket;
    private final @Nullable StoredRecord[] records;
    private final int[] taken;
    private final Map<RecordId, Slot> byId = new HashMap<>();
    private final Set<CellFingerprint> fingerprints = new HashSet<>();

    private record CellFingerprint(int cell, Fingerprint fingerprint) {}

    public MemorySlots(LookupParameters parameters) {
        this.layout = parameters.layout();
        this.slotsPerBucket = parameters.slots().perBucket();
        this.records = new @Nullable StoredRecord[Math.multiplyExact(layout.buckets(), slotsPerBucket)];
        this.taken = new int[layout.buckets()];
    }

    @Override
    public long records() {
        return byId.size();
    }

    @Override
    public int taken(int column, int row) {
        return taken[bucket(column, row)];
    }

    @Override
    public Slot firstFree(int column, int row) {
        int index = 0;
        while (records[index(new Slot(column, row, index))] != null) {
            index++;
        }
        return new Slot(column, row, index);
    }

    @Override
    public Position positionAt(Slot slot) {
        return recordAt(slot).position();
    }

    @Override
    public boolean holds(int cell, Fingerprint fingerprint) {
        return fingerprints.contains(new CellFingerprint(cell, fingerprint));
    }

    @Override
    public Optional<Slot> find(RecordId recordId) {
        return Optional.ofNullable(byId.get(recordId));
    }

    @Override
    public StoredRecord recordAt(Slot slot) {
        return Objects.requireNonNull(records[index(slot)], "the slot is free");
    }

    /** The record in a slot, if it is taken. */
    public Optional<StoredRecord> get(Slot slot) {
        return Optional.ofNullable(records[index(slot)]);
    }

    @Override
    public void put(Slot slot, StoredRecord record) {
        int index = index(slot);
        if (records[index] != null || byId.putIfAbsent(record.recordId(), slot) != null) {
            throw new IllegalStateException("record %s: it is stored, or its slot taken".formatted(record.recordId()));
        }
        records[index] = record;
        taken[bucket(slot.column(), slot.row())]++;
        fingerprints.add(key(slot, record));
    }

    @Override
    public void clear(Slot slot) {
        StoredRecord record = recordAt(slot);
        records[index(slot)] = null;
        taken[bucket(slot.column(), slot.row())]--;
        byId.remove(record.recordId());
        fingerprints.remove(key(slot, record));
    }

    private CellFingerprint key(Slot slot, StoredRecord record) {
        return new CellFingerprint(
                layout.cell(slot.column(), slot.row()), record.candidate().fingerprint());
    }

    private int bucket(int column, int row) {
        return column * layout.rows() + row;
    }

    private int index(Slot slot) {
        return bucket(slot.column(), slot.row()) * slotsPerBucket + slot.index();
    }
}
