package io.mistnet.connectors.transfer;

/** A field of a transfer that can be read, but that is missing or has no meaning: a wrong check digit, an amount of zero. */
public final class InvalidTransferException extends RefusedTransferException {

    public InvalidTransferException(String field, String expectation) {
        super(field, expectation);
    }
}
