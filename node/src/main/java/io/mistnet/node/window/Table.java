package io.mistnet.node.window;

import io.mistnet.node.storage.StoredTable;

/** The tables of the store. */
enum Table implements StoredTable {
    /** Offsets, counters and marks. */
    META("default"),
    /** Id of an account, to its agent's BIC and its number. */
    ACCOUNTS("accounts"),
    /** Bucket, debtor's id and creditor's id, to the tally of their transfers. */
    PAIRS("pairs"),
    /** Reference of a kept transfer, to its bucket. */
    REFERENCES("references"),
    /** Bucket and reference of a kept transfer, to the transfer. */
    TRANSFERS("transfers"),
    /** Number of an own account, to its reported risk. */
    RISKS("risks");

    private final String family;

    Table(String family) {
        this.family = family;
    }

    @Override
    public String family() {
        return family;
    }
}
