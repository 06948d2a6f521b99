package io.mistnet.node.epoch;

import java.time.InstantSource;

/** What the coordinator works with. */
public record CoordinatorSite(
        Roster roster, EpochTerms terms, EpochOutbox outbox, EpochListener listener, InstantSource clock) {}
