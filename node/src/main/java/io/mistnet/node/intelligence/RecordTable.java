package io.mistnet.node.intelligence;

import io.mistnet.node.storage.StoredTable;

/** The tables of a {@link RecordStore}. */
enum RecordTable implements StoredTable {
    /** What the store belongs to, and its state after the last batch. */
    META("default"),
    /** Name of an institution, to the number that stands for it (2 bytes). */
    OWNERS("owners"),
    /** Position and fingerprint, to owner, record id, occurrence and sealed label. */
    RECORDS("records"),
    /** Record id, to owner, position and fingerprint. */
    IDS("ids"),
    /** Fingerprint of a record, to nothing. */
    FINGERPRINTS("fingerprints"),
    /** Owner and batch id, to the batch's number, digest and results. */
    BATCHES("batches"),
    /** Owner and batch number, to the batch id. */
    BATCH_ORDER("batch-order");

    private final String family;

    RecordTable(String family) {
        this.family = family;
    }

    @Override
    public String family() {
        return family;
    }
}
