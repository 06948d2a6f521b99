package io.mistnet.node.ingest;

/** A transfer of which neither party holds its account at this bank. */
public final class ForeignTransferException extends RuntimeException {

    ForeignTransferException() {
        super("debtorAgent, creditorAgent: expected a BIC of this bank in at least one of them");
    }
}
