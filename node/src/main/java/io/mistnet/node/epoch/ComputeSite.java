package io.mistnet.node.epoch;

import io.mistnet.protocols.sharing.Party;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What a compute party works with.
 *
 * @param workers runs calls that block; it never refuses one and never runs it in the caller's thread
 */
public record ComputeSite(
        Roster roster,
        Party me,
        EpochTerms terms,
        EpochOutbox outbox,
        ShareChannels channels,
        Signatures signatures,
        EvidenceLog evidence,
        EpochListener listener,
        InstantSource clock,
        SecureRandom random,
        Executor workers) {

    void refuse(Received received, String kind, String reason) {
        EpochEvents.refuse(listener, received, kind, reason);
    }
}
