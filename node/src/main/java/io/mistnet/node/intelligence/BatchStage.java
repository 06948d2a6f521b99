package io.mistnet.node.intelligence;

import io.mistnet.node.intelligence.Operation.Add;
import io.mistnet.node.intelligence.Operation.Remove;
import io.mistnet.node.intelligence.Operation.Update;
import io.mistnet.node.intelligence.RecordRow.Location;
import io.mistnet.node.storage.Database;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.Fingerprint;
import io.mistnet.protocols.retrieval.RecordId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One batch on its way into the store: each operation is decided on what is on disk and on the batch's earlier ones, and put into the writes. */
final class BatchStage {

    private final StoreTerms terms;
    private final Database database;
    private final Database.Writes writes;
    private final Occupancy occupancy;
    private final RowSum sum;
    private final short owner;
    /** Whether a fingerprint that the batch has touched is taken now: a batch names a record once, but two records may have one selector. */
    private final Map<Fingerprint, Boolean> fingerprints = new HashMap<>();

    /**
     * @param occupancy follows the batch at once
     * @param sum follows the batch at once
     * @param owner whose batch it is
     */
    BatchStage(
            StoreTerms terms, Database database, Database.Writes writes, Occupancy occupancy, RowSum sum, short owner) {
        this.terms = terms;
        this.database = database;
        this.writes = writes;
        this.occupancy = occupancy;
        this.sum = sum;
        this.owner = owner;
    }

    OperationResult stage(Operation operation) {
        if (operation instanceof Add add) {
            return add(add.contribution());
        } else if (operation instanceof Update update) {
            return update(update.contribution());
        } else if (operation instanceof Remove remove) {
            return remove(remove.recordId());
        }
        return OperationResult.PADDING;
    }

    private OperationResult add(Contribution contribution) {
        Location known = location(contribution.recordId());
        if (known != null) {
            return known.owner() == owner ? OperationResult.KNOWN_ID : OperationResult.NOT_YOURS;
        }
        if (occupancy.recordsOf(owner) >= terms.recordsPerInstitution()) {
            return OperationResult.QUOTA_FULL;
        }
        int occurrence = firstFree(contribution);
        if (occurrence == terms.parameters().occurrences()) {
            return OperationResult.SELECTOR_FULL;
        } else if (sum.count() >= terms.parameters().mostRecords()) {
            return OperationResult.TABLE_FULL;
        } else if (!occupancy.add(owner, contribution.position())) {
            return OperationResult.CELL_FULL;
        }
        RecordRow record = record(contribution, occurrence);
        put(record.key(), record.value());
        Fingerprint fingerprint = record.candidate().fingerprint();
        fingerprints.put(fingerprint, true);
        writes.put(RecordTable.FINGERPRINTS, RecordRow.fingerprintKey(fingerprint), new byte[0]);
        writes.put(
                RecordTable.IDS, RecordRow.idKey(record.id()), record.location().encode());
        return OperationResult.ADDED;
    }

    private OperationResult update(Contribution contribution) {
        Location known = location(contribution.recordId());
        if (known == null || known.owner() != owner) {
            return known == null ? OperationResult.UNKNOWN_ID : OperationResult.NOT_YOURS;
        }
        byte[] before = present(known.key());
        int occurrence = RecordRow.occurrenceOf(before);
        Candidate candidate = contribution.candidates().get(occurrence);
        if (!known.position().equals(contribution.position())
                || !known.fingerprint().equals(candidate.fingerprint())) {
            return OperationResult.OTHER_SELECTOR;
        }
        sum.subtract(known.key(), before);
        put(known.key(), record(contribution, occurrence).value());
        return OperationResult.UPDATED;
    }

    private OperationResult remove(RecordId id) {
        Location known = location(id);
        if (known == null || known.owner() != owner) {
            return known == null ? OperationResult.UNKNOWN_ID : OperationResult.NOT_YOURS;
        }
        byte[] key = known.key();
        sum.subtract(key, present(key));
        fingerprints.put(known.fingerprint(), false);
        writes.delete(RecordTable.FINGERPRINTS, RecordRow.fingerprintKey(known.fingerprint()));
        writes.delete(RecordTable.RECORDS, key);
        writes.delete(RecordTable.IDS, RecordRow.idKey(id));
        occupancy.remove(owner, known.position());
        return OperationResult.REMOVED;
    }

    private void put(byte[] key, byte[] value) {
        sum.add(key, value);
        writes.put(RecordTable.RECORDS, key, value);
    }

    private RecordRow record(Contribution contribution, int occurrence) {
        return new RecordRow(
                owner,
                contribution.recordId(),
                (byte) occurrence,
                contribution.position(),
                contribution.candidates().get(occurrence));
    }

    private int firstFree(Contribution contribution) {
        int occurrence = 0;
        while (occurrence < terms.parameters().occurrences()
                && holds(contribution.candidates().get(occurrence).fingerprint())) {
            occurrence++;
        }
        return occurrence;
    }

    private boolean holds(Fingerprint fingerprint) {
        Boolean inBatch = fingerprints.get(fingerprint);
        return inBatch == null
                ? database.get(RecordTable.FINGERPRINTS, RecordRow.fingerprintKey(fingerprint)) != null
                : inBatch;
    }

    private @Nullable Location location(RecordId id) {
        byte[] row = database.get(RecordTable.IDS, RecordRow.idKey(id));
        return row == null ? null : Location.decode(row);
    }

    private byte[] present(byte[] key) {
        byte[] row = database.get(RecordTable.RECORDS, key);
        if (row == null) {
            throw new IllegalStateException("a record's id names a row that the store does not hold");
        }
        return row;
    }
}
