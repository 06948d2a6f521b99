package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;

/**
 * A public random seed that no party alone can choose.
 *
 * <p><b>Functionality.</b> Output, to all three: the same 256 bits, uniform as long as one party is honest, and known to nobody before all have committed.
 * <p><b>Security.</b> Each party commits to a random seed by its SHA-256, then reveals it; the coin is derived from all three.
 * <p><b>On deviation.</b> A seed that is not the one committed to aborts with the peer's name.
 * <p><b>Cost.</b> Two rounds, eight words each way on every link.
 *
 * @see <a href="https://doi.org/10.1145/1008908.1008911">Blum, Coin flipping by telephone</a>
 */
public final class Coin {

    private Coin() {}

    public static Seed toss(ComputeSession session, Step step) {
        Seed mine = session.own(step);
        Step commit = step.then("commit");
        Step reveal = step.then("reveal");
        Map<Party, Seed> commitments = swap(session, commit, commitment(mine));
        Map<Party, Seed> seeds = swap(session, reveal, mine);
        ByteBuffer all = ByteBuffer.allocate(Party.values().length * Seed.BYTES);
        for (Party party : Party.values()) {
            Seed seed = seeds.getOrDefault(party, mine);
            Seed committed = commitments.get(party);
            if (committed != null
                    && !MessageDigest.isEqual(
                            committed.toBytes(), commitment(seed).toBytes())) {
                throw new PeerDeviationException(session.to(party).peer(), reveal, "not the seed it committed to");
            }
            all.put(seed.toBytes());
        }
        return Seed.extract(all.array(), new byte[0], step.toString());
    }

    private static Map<Party, Seed> swap(ComputeSession session, Step step, Seed mine) {
        Map<Party, Seed> theirs = new EnumMap<>(Party.class);
        long[] words = mine.toWords();
        for (Party party : Party.values()) {
            if (!session.is(party)) {
                session.to(party).send(step, words, 0, words.length);
            }
        }
        for (Party party : Party.values()) {
            if (!session.is(party)) {
                long[] received = new long[Seed.WORDS];
                Channel channel = session.to(party);
                channel.receive(step, received, 0, received.length);
                theirs.put(party, Seed.ofWords(received, 0));
            }
        }
        return theirs;
    }

    private static Seed commitment(Seed seed) {
        try {
            return Seed.of(MessageDigest.getInstance("SHA-256").digest(seed.toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
