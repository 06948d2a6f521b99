package io.mistnet.node.epoch;

import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Network;

/** Signatures by the keys that the network file pins. */
public record IdentitySignatures(Identity identity, Network network) implements Signatures {

    @Override
    public byte[] sign(byte[] message) {
        return identity.sign(message);
    }

    @Override
    public boolean verify(String institution, byte[] message, byte[] signature) {
        return network.find(institution)
                .map(signer -> signer.keys().signing().verifies(message, signature))
                .orElse(false);
    }
}
