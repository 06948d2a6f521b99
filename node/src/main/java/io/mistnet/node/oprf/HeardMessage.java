package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;

/**
 * A broadcast as one holder received it.
 *
 * @param round from 0
 * @param sender the holder who broadcast it
 * @param message with the sender's signature
 */
record HeardMessage(int round, int sender, SignedMessage message) {

    boolean isOfSamePlaceAs(HeardMessage other) {
        return round == other.round && sender == other.sender;
    }

    /** What it is known by. */
    Sha256 hash() {
        return Sha256.of(message.body());
    }

    /** Whether its sender signed it for this run. */
    boolean isSigned(Sha256 run, Holders holders) {
        return holders.signed(sender, Place.broadcast(run, round, sender).message(message.body()), message.signature());
    }
}
