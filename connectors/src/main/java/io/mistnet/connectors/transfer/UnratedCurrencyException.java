package io.mistnet.connectors.transfer;

/** A currency for which the network file has no rate. */
public final class UnratedCurrencyException extends RefusedTransferException {

    public UnratedCurrencyException(String field, String expectation) {
        super(field, expectation);
    }
}
