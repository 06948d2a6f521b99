package io.mistnet.node.epoch;

import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a bank signs for each compute party: that in this network and attempt it dealt to that party what the digest stands for.
 *
 * @param networkHash of the network file
 * @param digest of what was dealt
 */
record CommitmentStatement(Sha256 networkHash, EpochId id, String bank, Party party, Sha256 digest) {

    private static final byte[] DOMAIN = "mistnet dealt input 1".getBytes(StandardCharsets.US_ASCII);

    /** The bytes to sign; every field has a fixed length but the last. */
    byte[] bytes() {
        byte[] name = bank.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(DOMAIN.length + 2 * Sha256.BYTES + 13 + name.length)
                .put(DOMAIN)
                .put(networkHash.bytes())
                .put(digest.bytes())
                .putLong(id.epoch())
                .putInt(id.attempt())
                .put((byte) party.name().charAt(1))
                .put(name)
                .array();
    }
}
