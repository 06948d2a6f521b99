package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * Gives each two of the three compute parties a seed that the third does not know, anew for every attempt.
 *
 * <p><b>Functionality.</b> Input: 32 fresh random bytes of each party. Output: to each party, one seed in common with each of the other two.
 * <p><b>Security.</b> Ephemeral Diffie-Hellman over X25519 on authenticated links, then HKDF-SHA256 over both public keys and a public context. Seeds of past attempts stay
 * secret when a node's long-term keys are stolen later.
 * <p><b>Leakage.</b> None beside the public keys.
 * <p><b>On deviation.</b> A public key of small order, which would make the secret known, aborts with the peer's name.
 * <p><b>Cost.</b> One round, four words each way on every link.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7748">RFC 7748, section 6.1</a>
 */
public final class KeyAgreement {

    private static final Step STEP = Step.of("key agreement");

    private KeyAgreement() {}

    /**
     * Runs it.
     *
     * @param context public, equal at all three parties, different for every attempt
     * @param own this party's fresh randomness
     */
    public static ComputeSession run(Party me, Map<Party, Channel> channels, String context, Seed own) {
        byte[] privateKey = privateKey(own.derive("key agreement"));
        byte[] publicKey = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(privateKey, 0, publicKey, 0);
        channels.values().forEach(channel -> channel.send(STEP, toWords(publicKey), 0, Seed.WORDS));
        Map<Party, Seed> seeds = new EnumMap<>(Party.class);
        channels.forEach((party, channel) -> {
            byte[] theirs = receive(channel);
            byte[] shared = new byte[X25519.POINT_SIZE];
            if (!X25519.calculateAgreement(privateKey, 0, theirs, 0, shared, 0)) {
                throw new PeerDeviationException(channel.peer(), STEP, "public key of small order");
            }
            boolean first = me.compareTo(party) < 0;
            seeds.put(party, Seed.extract(shared, first ? join(publicKey, theirs) : join(theirs, publicKey), context));
        });
        return new ComputeSession(me, channels, seeds, own.derive("own"));
    }

    private static byte[] privateKey(Seed seed) {
        byte[] key = toBytes(seed.toWords());
        X25519.clampPrivateKey(key);
        return key;
    }

    private static byte[] receive(Channel channel) {
        long[] words = new long[Seed.WORDS];
        channel.receive(STEP, words, 0, words.length);
        return toBytes(words);
    }

    private static long[] toWords(byte[] bytes) {
        long[] words = new long[Seed.WORDS];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }

    private static byte[] toBytes(long[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(words);
        return bytes.array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
