package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What a holder has to say about a key that the holders make together.
 *
 * @param nonce its part of the id of the next run
 * @param base the statement whose shares it would refresh; empty where it would make a new key
 * @param run the run that it is in, or whose key it keeps
 * @param broadcast what it broadcast in the run and round that were asked for
 * @param privately what it has for the asking holder alone
 * @param key the key, where its share is kept
 * @param heard what the others broadcast to it in the run that was asked for, where that was asked for
 */
record CeremonyReply(
        Nonce nonce,
        Optional<Sha256> base,
        Optional<Sha256> run,
        Optional<SignedMessage> broadcast,
        Optional<SignedMessage> privately,
        Optional<SignedStatement> key,
        List<HeardMessage> heard) {

    CeremonyReply {
        heard = List.copyOf(heard);
    }

    /**
     * Why no run can begin with the holder who said this, in one line for the operator.
     *
     * @param sender that holder
     * @param ownBase as {@link #base}, of the holder who was told this
     */
    Optional<String> obstacle(Holders holders, int sender, Optional<Sha256> ownBase) {
        if (key.isPresent()) {
            return Optional.of(
                    key.get().verified(holders).isComplete(holders)
                            ? "lost: all holders signed a key of which this one has no share; restore the folder of its shares from a backup, or agree on another key epoch"
                            : "waiting for %s, which keeps a share of a run that this holder knows nothing of"
                                    .formatted(holders.id(sender)));
        }
        return base.equals(ownBase)
                ? Optional.empty()
                : Optional.of(
                        "waiting: %s and this holder hold different keys of this epoch".formatted(holders.id(sender)));
    }
}
