package io.mistnet.protocols.retrieval;

/** A contribution that the host cannot take, though it is well formed. The message says what to do, and names nothing but the record id. The table is as it was. */
final class RefusedContributionException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedContributionException(RecordId recordId, String reason) {
        super("record %s: %s".formatted(recordId, reason));
    }
}
