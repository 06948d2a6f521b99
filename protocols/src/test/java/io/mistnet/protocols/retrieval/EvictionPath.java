package io.mistnet.protocols.retrieval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Frees a slot in one of two full buckets by the fewest moves: a breadth-first search over the buckets of one cell, where a record leads from the bucket that it is in to its other one. Every
 * bucket is looked at once, so it ends, and it fails only if no free slot can be reached.
 */
final class EvictionPath {

    private final TableLayout layout;
    private final int slotsPerBucket;
    private final SlotStorage storage;

    /** Row of a bucket to the slot whose record can move into it. */
    private final Map<Integer, Slot> cameFrom = new HashMap<>();

    private final Set<Integer> seen = new HashSet<>();
    private final Deque<Integer> next = new ArrayDeque<>();

    EvictionPath(TableLayout layout, int slotsPerBucket, SlotStorage storage) {
        this.layout = layout;
        this.slotsPerBucket = slotsPerBucket;
        this.storage = storage;
    }

    /** Moves records so that one of the placement's buckets has a free slot, which it returns; changes nothing if there is none to be had. */
    Optional<Slot> clear(Placement placement) {
        visit(placement.upper());
        visit(placement.lower());
        while (!next.isEmpty()) {
            int row = next.remove();
            for (int index = 0; index < slotsPerBucket; index++) {
                Slot slot = new Slot(placement.column(), row, index);
                int other = otherRow(slot);
                if (visit(other)) {
                    cameFrom.put(other, slot);
                    if (storage.taken(placement.column(), other) < slotsPerBucket) {
                        return Optional.of(shift(placement.column(), other));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean visit(int row) {
        boolean fresh = seen.add(row);
        if (fresh) {
            next.add(row);
        }
        return fresh;
    }

    private int otherRow(Slot slot) {
        Placement placement = Placement.of(storage.positionAt(slot), layout);
        return slot.row() == placement.upper() ? placement.lower() : placement.upper();
    }

    private Slot shift(int column, int freeRow) {
        Slot free = storage.firstFree(column, freeRow);
        for (Slot from = cameFrom.get(freeRow); from != null; from = cameFrom.get(from.row())) {
            storage.move(from, free);
            free = from;
        }
        return free;
    }
}
