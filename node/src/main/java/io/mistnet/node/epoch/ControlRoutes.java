package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.peer.Peer;

/** By which of its links this node reaches an institution. */
record ControlRoutes(Roster roster) {

    /** The link for a message: what a bank says goes over the bank's own links; what a compute party says, over those between compute parties or to banks. */
    Peer to(String institution, EpochMessage message) {
        return message instanceof Join || message instanceof Decline || message instanceof Commitment
                ? Peer.toCompute(institution)
                : asComputeParty(institution);
    }

    /** The link by which a compute party reaches an institution. */
    Peer asComputeParty(String institution) {
        return roster.party(institution).isPresent() ? Peer.betweenCompute(institution) : Peer.fromBank(institution);
    }
}
