package io.mistnet.protocols.oprf;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One holder's part in a run of all n holders, in rounds: {@link KeyGeneration} or {@link ShareRefresh}. It sends nothing: the caller carries the
 * messages, tells who sent each, and decides when to wait no longer.
 *
 * <p>First {@link #deal}, whose broadcast goes to all others and whose private messages go to one each. Then {@link #next} with what the others sent,
 * again and again: each call gives the broadcast of the next round (it may be empty, and is sent all the same), until one gives nothing. Then {@link
 * #outcome}.
 *
 * <p><b>Preconditions.</b> Links are authenticated, those of private messages secret. All honest holders are given the same broadcasts; whether they
 * were shows afterwards: their transcripts are then equal, so holders put their transcripts into what they sign, and use no key of a run without all
 * n signatures.
 */
public abstract sealed class Ceremony permits KeyGeneration, ShareRefresh {

    private static final int SETTLEMENT = 3;

    final VerifiableSharing sharing;
    private final Rounds rounds;
    private int round;
    private @Nullable Outcome outcome;

    /**
     * @param protocol its name, hashed into the transcript
     * @param kind what is shared
     * @param context what sets this run apart from all others
     * @throws IllegalArgumentException if the threshold is above (n + 1) / 2: all of them need an honest majority
     */
    Ceremony(String protocol, Secret kind, byte[] context, int me, int threshold, int holders, SecureRandom random) {
        if (threshold < 1 || holders > PublicShares.MAX_HOLDERS || 2 * threshold > holders + 1) {
            throw new IllegalArgumentException(
                    "a threshold of %d among %d holders; it is 1 to (n + 1) / 2 of at most %d"
                            .formatted(threshold, holders, PublicShares.MAX_HOLDERS));
        }
        this.rounds = new Rounds(protocol, context, me, threshold, holders);
        this.sharing = new VerifiableSharing(kind, me, threshold, holders, random);
    }

    /**
     * What a holder sends in the first round.
     *
     * @param broadcast to all others
     * @param privately by receiver
     */
    public record Deal(byte[] broadcast, Map<Integer, byte[]> privately) {}

    /**
     * What came of a run.
     *
     * @param share this holder's
     * @param transcript a hash (32 bytes) of all that was broadcast, in order: equal at all honest holders if all saw the same
     * @param faults what was found
     */
    public record Outcome(KeyShare share, byte[] transcript, List<Fault> faults) {}

    /** Begins the run. */
    public final Deal deal() {
        Deal deal = sharing.deal();
        rounds.send(deal.broadcast());
        return deal;
    }

    /**
     * Takes a round's messages.
     *
     * @param broadcasts by sender; who sent none, or none in time, is left out; so may be this holder
     * @param privately by sender; empty but after the deals
     * @return the next broadcast; empty at the end
     * @throws CeremonyFailedException if too few holders are left
     */
    public final Optional<byte[]> next(Map<Integer, byte[]> broadcasts, Map<Integer, byte[]> privately) {
        if (outcome != null) {
            throw new IllegalStateException("the run is over");
        }
        Map<Integer, byte[]> received = rounds.receive(broadcasts);
        round++;
        Optional<byte[]> broadcast = switch (round) {
            case 1 -> Optional.of(sharing.complain(received, privately));
            case 2 -> Optional.of(sharing.answer(received));
            default -> {
                if (round == SETTLEMENT) {
                    sharing.settle(received);
                }
                yield afterSettlement(round - SETTLEMENT, received);
            }
        };
        if (broadcast.isEmpty()) {
            outcome = new Outcome(share(), rounds.transcript(), List.copyOf(sharing.faults()));
        }
        return broadcast.map(rounds::send);
    }

    /**
     * What follows once the qualified dealers are known.
     *
     * @param round 0 right then, with the answers to complaints
     * @return the next broadcast; empty where {@link #share} can be told
     */
    abstract Optional<byte[]> afterSettlement(int round, Map<Integer, byte[]> received);

    /** This holder's share, at the end. */
    abstract KeyShare share();

    /**
     * What came of the run.
     *
     * @throws IllegalStateException before the end
     */
    public final Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("the run is not over");
        }
        return outcome;
    }

    /** No message of a run is longer: refuse what is, before reading it. */
    public static int maxMessageBytes(int threshold, int holders) {
        return Math.max(threshold * P256.ELEMENT_BYTES, holders * SharePair.ENTRY_BYTES);
    }
}
