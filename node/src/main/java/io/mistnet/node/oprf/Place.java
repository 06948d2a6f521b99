package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a message belongs. It is signed with the message, so that no message can be passed off as another one's.
 *
 * @param run the run's id
 * @param round from 0
 * @param sender the holder
 * @param receiver the holder; {@link #ALL} for a broadcast
 */
record Place(Sha256 run, int round, int sender, int receiver) {

    static final int ALL = 0;

    private static final byte[] DOMAIN = "mistnet oprf ceremony 1".getBytes(StandardCharsets.US_ASCII);

    static Place broadcast(Sha256 run, int round, int sender) {
        return new Place(run, round, sender, ALL);
    }

    /** What is signed. */
    byte[] message(byte[] body) {
        return ByteBuffer.allocate(DOMAIN.length + Sha256.BYTES + 3 + body.length)
                .put(DOMAIN)
                .put(run.bytes())
                .put((byte) round)
                .put((byte) sender)
                .put((byte) receiver)
                .put(body)
                .array();
    }
}
