package io.mistnet.connectors.transfer;

/** A record that cannot be read in the format in which it claims to be. */
public final class MalformedTransferException extends RefusedTransferException {

    public MalformedTransferException(String field, String expectation) {
        super(field, expectation);
    }
}
