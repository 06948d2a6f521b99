package io.mistnet.connectors.transfer;

/**
 * A record that does not become a transfer of this network. Its class says why in kind, its message in words: which field, and what was
 * expected there. The message never holds an account number or an amount, so it may be logged.
 */
public abstract sealed class RefusedTransferException extends RuntimeException
        permits FutureDatedTransferException,
                InvalidTransferException,
                MalformedTransferException,
                OversizedTransferException,
                UnratedCurrencyException {

    private final String field;

    RefusedTransferException(String field, String expectation) {
        super(field + ": expected " + expectation);
        this.field = field;
    }

    /** Where the fault is: a field of {@link Transfer}, an element of the message, or the record itself. */
    public String field() {
        return field;
    }
}
