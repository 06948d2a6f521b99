package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.Exclusion.Reason;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Seed;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The three compute parties agree which banks dealt to all of them, alike and in form, before anything of the input is used or opened.
 *
 * <p><b>Functionality.</b> Input: what each party received of each bank. Output, the same at all three: for every bank the gravest thing that any of them found.
 * <p><b>Leakage.</b> Each party tells the two others whether it heard of a bank, and to each of them a hash of what both were told alike: public seeds and lists of the two.
 * <p><b>On deviation.</b> A bank that tells two parties different segments is left out. A compute party that lies here can leave banks out; it is not detected in this model.
 * <p><b>Cost.</b> Two rounds; six words a bank on every link.
 */
final class InputAgreement {

    private static final Step FINDINGS = Step.of("input agreement").then("findings");
    private static final Step VERDICTS = Step.of("input agreement").then("verdicts");
    private static final int WORDS_A_BANK = 1 + Seed.WORDS;

    private final ComputeSession session;
    private final List<Optional<DealtInput>> inputs;

    InputAgreement(ComputeSession session, List<Optional<DealtInput>> inputs) {
        this.session = session;
        this.inputs = inputs;
    }

    /** For every bank what was found; {@link Reason#NONE} for those who take part. */
    Reason[] run() {
        Reason[] found = ownFindings();
        Map<Party, long[]> told = new EnumMap<>(Party.class);
        for (Party other : others()) {
            long[] message = findings(found, other);
            told.put(other, message);
            send(FINDINGS, other, message);
        }
        told.forEach((other, mine) -> compare(found, mine, receive(FINDINGS, other, mine.length), other));
        long[] verdicts = new long[found.length];
        for (int bank = 0; bank < found.length; bank++) {
            verdicts[bank] = found[bank].code();
        }
        others().forEach(other -> send(VERDICTS, other, verdicts));
        others().forEach(other -> merge(found, receive(VERDICTS, other, verdicts.length), other));
        return found;
    }

    private Reason[] ownFindings() {
        return inputs.stream()
                .map(input -> input.map(dealt -> dealt.hasPermutations() ? Reason.NONE : Reason.NO_PERMUTATION)
                        .orElse(Reason.MISSING))
                .toArray(Reason[]::new);
    }

    private long[] findings(Reason[] found, Party other) {
        PartyPair pair = pairWith(other);
        long[] message = new long[found.length * WORDS_A_BANK];
        for (int bank = 0; bank < found.length; bank++) {
            int at = bank * WORDS_A_BANK;
            message[at] = found[bank].code();
            inputs.get(bank)
                    .ifPresent(input ->
                            System.arraycopy(Seed.of(input.digest(pair)).toWords(), 0, message, at + 1, Seed.WORDS));
        }
        return message;
    }

    private void compare(Reason[] found, long[] mine, long[] theirs, Party other) {
        for (int bank = 0; bank < found.length; bank++) {
            int at = bank * WORDS_A_BANK;
            Reason reported = reason(theirs[at], FINDINGS, other);
            boolean bothHave = mine[at] != Reason.MISSING.code() && reported != Reason.MISSING;
            boolean equal = true;
            for (int k = 1; k < WORDS_A_BANK; k++) {
                equal &= mine[at + k] == theirs[at + k];
            }
            found[bank] = gravest(found[bank], bothHave && !equal ? Reason.UNEQUAL_COPIES : reported);
        }
    }

    private void merge(Reason[] found, long[] verdicts, Party other) {
        for (int bank = 0; bank < found.length; bank++) {
            found[bank] = gravest(found[bank], reason(verdicts[bank], VERDICTS, other));
        }
    }

    private Reason reason(long code, Step step, Party other) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code() == code && reason.compareTo(Reason.UNEQUAL_COPIES) <= 0)
                .findFirst()
                .orElseThrow(() -> new PeerDeviationException(session.to(other).peer(), step, "no such finding"));
    }

    private static Reason gravest(Reason first, Reason second) {
        return first.compareTo(second) >= 0 ? first : second;
    }

    private List<Party> others() {
        return List.of(Party.values()).stream()
                .filter(party -> !session.is(party))
                .toList();
    }

    private PartyPair pairWith(Party other) {
        for (PartyPair pair : PartyPair.values()) {
            if (pair.has(other) && pair.has(session.me())) {
                return pair;
            }
        }
        throw new IllegalStateException("no pair of " + session.me() + " and " + other);
    }

    private void send(Step step, Party to, long[] words) {
        Channel channel = session.to(to);
        Blocks.each(words.length, (offset, count) -> channel.send(step, words, offset, count));
    }

    private long[] receive(Step step, Party from, int count) {
        long[] words = new long[count];
        Channel channel = session.to(from);
        Blocks.each(count, (offset, now) -> channel.receive(step, words, offset, now));
        return words;
    }
}
