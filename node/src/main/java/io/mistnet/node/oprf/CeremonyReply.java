package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
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
 */
record CeremonyReply(
        Nonce nonce,
        Optional<Sha256> base,
        Optional<Sha256> run,
        Optional<SignedMessage> broadcast,
        Optional<SignedMessage> privately,
        Optional<SignedStatement> key) {}
