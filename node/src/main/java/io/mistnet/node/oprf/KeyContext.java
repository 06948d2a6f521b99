package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What tags, sealed labels and stores are bound to, so that they mean nothing under another key. It outlives changes of the network file that leave the network's name and the key alone: a new member, a rotated
 * certificate, refreshed shares.
 */
public final class KeyContext {

    private static final String KEY = "mistnet lookup key";
    private static final String NETWORK = "mistnet network";

    private KeyContext() {}

    /**
     * Of one key.
     *
     * @param network the network's name
     * @param epoch the key epoch
     * @param publicKey 33 bytes
     * @return 32 bytes
     */
    public static byte[] of(String network, int epoch, byte[] publicKey) {
        byte[] numbered = ByteBuffer.allocate(Integer.BYTES + publicKey.length)
                .putInt(epoch)
                .put(publicKey)
                .array();
        return hash(KEY, network, numbered);
    }

    /** What key statements and the host's records are bound to: 32 bytes of the network's name. */
    public static byte[] ofNetwork(String network) {
        return hash(NETWORK, network, new byte[0]);
    }

    /** The name ends where a part of fixed length begins. */
    private static byte[] hash(String purpose, String network, byte[] rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(purpose.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(network.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(rest);
        return Sha256.of(bytes.toByteArray()).bytes();
    }
}
