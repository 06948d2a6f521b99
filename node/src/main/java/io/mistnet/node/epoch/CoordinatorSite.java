package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.protocols.propagation.EpochId;
import java.time.InstantSource;

/** What the coordinator works with. */
public record CoordinatorSite(
        Roster roster, EpochTerms terms, EpochOutbox outbox, EpochListener listener, InstantSource clock) {

    void refuse(Received received, String kind, String reason) {
        EpochEvents.refuse(listener, received, kind, reason);
    }

    void leftOut(EpochId id, LeftOut bank) {
        listener.on(new EpochEvent.BankLeftOut(id, roster.banks().get(bank.bank()), bank.reason()));
    }
}
