package io.mistnet.protocols.retrieval;

import java.util.Optional;

/**
 * Decides which slot a record takes.
 *
 * <p>A record goes to the emptier of its two buckets, to the upper one of two equal ones. If both are full, {@link EvictionPath} moves others of the same cell along. So a record is refused only where no slot that any
 * move could reach is free, or where the table as a whole is fuller than planned for.
 *
 * <p>No two records of a cell have the same fingerprint. So an asker who finds a fingerprint finds one record, and a fingerprint that two selectors share by chance, or that a contributor copied into another
 * position of the cell, makes the later record take its next candidate.
 *
 * <p>The outcome depends on the contributions and their order alone. Not thread-safe.
 */
final class BucketTable {

    private final LookupParameters parameters;
    private final TableLayout layout;
    private final int slotsPerBucket;
    private final SlotStorage storage;

    public BucketTable(LookupParameters parameters, SlotStorage storage) {
        this.parameters = parameters;
        this.layout = parameters.layout();
        this.slotsPerBucket = parameters.slots().perBucket();
        this.storage = storage;
    }

    /**
     * Puts a record in, or in the place of the one with the same id. An update keeps the record's occurrence where it can.
     *
     * @return the record as it is stored now
     * @throws RefusedContributionException if there is no room, or all occurrences of the selector are taken
     */
    public StoredRecord put(Contribution contribution) throws RefusedContributionException {
        Optional<Slot> slot = storage.find(contribution.recordId());
        if (slot.isEmpty()) {
            return insert(contribution);
        }
        StoredRecord old = storage.recordAt(slot.get());
        storage.clear(slot.get());
        Candidate candidate = contribution.candidates().get(old.occurrence());
        if (candidate.fingerprint().equals(old.candidate().fingerprint())
                && contribution.position().equals(old.position())) {
            return store(slot.get(), contribution, old.occurrence());
        }
        return replace(slot.get(), old, contribution);
    }

    /** Takes a record out; says whether it was there. */
    public boolean remove(RecordId recordId) {
        Optional<Slot> slot = storage.find(recordId);
        slot.ifPresent(storage::clear);
        return slot.isPresent();
    }

    /** A record that changed its selector: as if it were new, but if it is refused the old one stays. */
    private StoredRecord replace(Slot slot, StoredRecord old, Contribution contribution)
            throws RefusedContributionException {
        try {
            return insert(contribution);
        } catch (RefusedContributionException e) {
            storage.put(slot, old);
            throw e;
        }
    }

    private StoredRecord insert(Contribution contribution) throws RefusedContributionException {
        RecordId recordId = contribution.recordId();
        if (storage.records() >= parameters.mostRecords()) {
            throw new RefusedContributionException(
                    recordId,
                    "the table is full with %d records; plan the network file's lookup for more than %d records"
                            .formatted(storage.records(), parameters.records()));
        }
        Placement placement = Placement.of(contribution.position(), layout);
        int occurrence = occurrence(contribution, layout.cell(placement.column(), placement.upper()));
        return store(room(recordId, placement), contribution, occurrence);
    }

    private int occurrence(Contribution contribution, int cell) throws RefusedContributionException {
        for (int i = 0; i < contribution.candidates().size(); i++) {
            if (!storage.holds(cell, contribution.candidates().get(i).fingerprint())) {
                return i;
            }
        }
        throw new RefusedContributionException(
                contribution.recordId(),
                "its selector has %d records already, as many as the network file's lookup allows; remove one, or raise the occurrences"
                        .formatted(contribution.candidates().size()));
    }

    private Slot room(RecordId recordId, Placement placement) throws RefusedContributionException {
        int column = placement.column();
        int upper = storage.taken(column, placement.upper());
        int lower = storage.taken(column, placement.lower());
        if (Math.min(upper, lower) < slotsPerBucket) {
            return storage.firstFree(column, upper <= lower ? placement.upper() : placement.lower());
        }
        return new EvictionPath(layout, slotsPerBucket, storage)
                .clear(placement)
                .orElseThrow(() -> new RefusedContributionException(
                        recordId,
                        "its part of the table is full; plan the network file's lookup for more than %d records"
                                .formatted(parameters.records())));
    }

    private StoredRecord store(Slot slot, Contribution contribution, int occurrence) {
        Candidate candidate = contribution.candidates().get(occurrence);
        StoredRecord record = new StoredRecord(contribution.recordId(), contribution.position(), occurrence, candidate);
        storage.put(slot, record);
        return record;
    }
}
