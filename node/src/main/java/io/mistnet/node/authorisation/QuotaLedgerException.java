package io.mistnet.node.authorisation;

/** The ledger cannot be read or written. A holder then evaluates nothing, since it could not count. */
public final class QuotaLedgerException extends RuntimeException {

    QuotaLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
