package io.mistnet.node.window;

import java.nio.charset.StandardCharsets;

/** The tables of the store, each a column family of RocksDB. Numbers in keys are big-endian, so that they sort. */
enum Table {
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

    byte[] family() {
        return family.getBytes(StandardCharsets.UTF_8);
    }
}
