package io.mistnet.connectors.transfer;

import java.time.Duration;
import java.time.Instant;

/** A transfer that claims to have settled later than this node's clock allows. */
public final class FutureDatedTransferException extends RefusedTransferException {

    public FutureDatedTransferException(Instant settlementTime, Instant now, Duration skew) {
        super("settlementTime", "at most %s after %s, found %s".formatted(skew, now, settlementTime));
    }
}
