package io.mistnet.node.epoch;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What a bank's part in epochs works with.
 *
 * @param workers runs calls that block; it never refuses one and never runs it in the caller's thread
 */
public record DataSite(
        Roster roster,
        EpochTerms terms,
        EpochOutbox outbox,
        ShareChannels channels,
        Signatures signatures,
        PairKeys pairKeys,
        LedgerSource ledgers,
        ResultSink results,
        EpochListener listener,
        InstantSource clock,
        SecureRandom random,
        Executor workers) {

    void refuse(Received received, String kind, String reason) {
        EpochEvents.refuse(listener, received, kind, reason);
    }
}
