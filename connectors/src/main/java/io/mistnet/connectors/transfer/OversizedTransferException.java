package io.mistnet.connectors.transfer;

/** A record larger than this node reads; it was not looked into. */
public final class OversizedTransferException extends RefusedTransferException {

    public OversizedTransferException(long bytes, int limit) {
        super("record", "at most %d bytes, found %d".formatted(limit, bytes));
    }
}
