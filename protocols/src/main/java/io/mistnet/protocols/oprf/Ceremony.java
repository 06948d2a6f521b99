package io.mistnet.protocols.oprf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
public sealed interface Ceremony permits KeyGeneration, ShareRefresh {

    /**
     * What a holder sends in the first round.
     *
     * @param broadcast to all others
     * @param privately by receiver
     */
    record Deal(byte[] broadcast, Map<Integer, byte[]> privately) {}

    /**
     * What came of a run.
     *
     * @param share this holder's
     * @param transcript a hash (32 bytes) of all that was broadcast, in order: equal at all honest holders if all saw the same
     * @param faults what was found
     */
    record Outcome(KeyShare share, byte[] transcript, List<Fault> faults) {}

    Deal deal();

    /**
     * Takes a round's messages.
     *
     * @param broadcasts by sender; who sent none, or none in time, is left out; so may be this holder
     * @param privately by sender; empty but after the deals
     * @return the next broadcast; empty at the end
     * @throws CeremonyFailedException if too few holders are left
     */
    Optional<byte[]> next(Map<Integer, byte[]> broadcasts, Map<Integer, byte[]> privately);

    /** @throws IllegalStateException before the end */
    Outcome outcome();

    /** No message of a run is longer: refuse what is, before reading it. */
    static int maxMessageBytes(int threshold, int holders) {
        return Math.max(threshold * P256.ELEMENT_BYTES, holders * SharePair.ENTRY_BYTES);
    }
}
