package io.mistnet.protocols.oprf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all holders sign once they hold a key: whose network, which key epoch, which generation of shares, and the public shares. Askers accept a key
 * only with the signatures of all n holders, so that not even t of them can give one asker another key.
 *
 * @param network whose key it is: 32 bytes made of the network's name
 * @param epoch the key epoch: another one has another key
 * @param generation the refreshes since the key was made: another one has the same key in other shares
 */
public record KeyStatement(byte[] network, int epoch, int generation, PublicShares publicShares) {

    public static final int NETWORK_BYTES = 32;

    private static final byte[] LABEL = "mistnet-oprf-key-1".getBytes(StandardCharsets.US_ASCII);

    /** @throws IllegalArgumentException if a number is negative or the hash has not 32 bytes */
    public KeyStatement {
        if (network.length != NETWORK_BYTES || epoch < 0 || generation < 0) {
            throw new IllegalArgumentException(
                    "a network hash of %d bytes, epoch %d, generation %d; there are %d bytes, and no number is negative"
                            .formatted(network.length, epoch, generation, NETWORK_BYTES));
        }
        network = network.clone();
    }

    /** The bytes to sign, and to keep: equal statements have equal bytes, and no other message of Mistnet has these. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(length(publicShares.holders()));
        bytes.put(LABEL).put(network).putInt(epoch).putInt(generation);
        bytes.put((byte) publicShares.threshold()).put((byte) publicShares.holders());
        bytes.put(publicShares.publicKey());
        for (int holder = 1; holder <= publicShares.holders(); holder++) {
            bytes.put(publicShares.publicShare(holder));
        }
        return bytes.array();
    }

    /** @throws IllegalArgumentException if they are not exactly a statement's bytes, or the public shares do not belong together */
    public static KeyStatement of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (!Arrays.equals(take(in, LABEL.length), LABEL)) {
                throw new IllegalArgumentException("not a key statement");
            }
            byte[] network = take(in, NETWORK_BYTES);
            int epoch = in.getInt();
            int generation = in.getInt();
            int threshold = in.get();
            int holders = in.get();
            if (holders < 1 || bytes.length != length(holders)) {
                throw new IllegalArgumentException(
                        "a key statement of %d holders has not %d bytes".formatted(holders, bytes.length));
            }
            byte[] publicKey = take(in, P256.ELEMENT_BYTES);
            List<byte[]> shares = new ArrayList<>();
            for (int i = 0; i < holders; i++) {
                shares.add(take(in, P256.ELEMENT_BYTES));
            }
            return new KeyStatement(network, epoch, generation, PublicShares.of(threshold, publicKey, shares));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a key statement is longer than %d bytes".formatted(bytes.length), e);
        }
    }

    private static int length(int holders) {
        return LABEL.length + NETWORK_BYTES + 2 * Integer.BYTES + 2 + (1 + holders) * P256.ELEMENT_BYTES;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyStatement that && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return "KeyStatement(epoch %d, generation %d, %s)".formatted(epoch, generation, publicShares);
    }
}
