package io.mistnet.node.casework;

import java.util.Optional;

/**
 * What somebody fills in of a case.
 *
 * @param reference what the institution calls it, 1 to 128 bytes of UTF-8 in one line
 * @param title what it is about, 1 to 200 bytes
 * @param legalBasis the law or order, 1 to 256 bytes
 * @param retentionDays for how long it is kept after it was closed
 */
public record CaseEntry(String reference, String title, String legalBasis, int retentionDays) {

    /** How long a case is kept where nobody says otherwise, in days. */
    public static final int USUAL_RETENTION_DAYS = 365;

    static final int MOST_REFERENCE_BYTES = 128;
    static final int MOST_TITLE_BYTES = 200;
    static final int MOST_BASIS_BYTES = 256;
    static final int MOST_RETENTION_DAYS = 36_500;

    /** @throws UnfitEntryException with all that is wrong */
    public static CaseEntry of(
            Optional<String> reference,
            Optional<String> title,
            Optional<String> legalBasis,
            Optional<String> retentionDays) {
        Entries entries = new Entries();
        CaseEntry entry = new CaseEntry(
                entries.line(Field.REFERENCE, reference, MOST_REFERENCE_BYTES),
                entries.line(Field.TITLE, title, MOST_TITLE_BYTES),
                entries.line(Field.BASIS, legalBasis, MOST_BASIS_BYTES),
                entries.number(Field.RETENTION, retentionDays, MOST_RETENTION_DAYS));
        entries.requireFit();
        return entry;
    }

    /** A legal basis for lookups that need another one than their case's. */
    static String legalBasis(Optional<String> entered) {
        Entries entries = new Entries();
        String basis = entries.line(Field.BASIS, entered, MOST_BASIS_BYTES);
        entries.requireFit();
        return basis;
    }

    /** For how many days a case is to be kept. */
    static int retentionDays(Optional<String> entered) {
        Entries entries = new Entries();
        int days = entries.number(Field.RETENTION, entered, MOST_RETENTION_DAYS);
        entries.requireFit();
        return days;
    }

    @Override
    public String toString() {
        return "CaseEntry(not shown)";
    }
}
