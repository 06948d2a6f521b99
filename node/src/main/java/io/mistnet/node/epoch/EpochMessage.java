package io.mistnet.node.epoch;

import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What institutions say to each other about one attempt at an epoch. Well formed, but not yet checked against the network file or the sender's role. */
public sealed interface EpochMessage {

    EpochId id();

    /**
     * As much of this message as concerns one bank: nothing of the others but whether they take part.
     *
     * @param bank its position in the network file's list of banks
     */
    default EpochMessage toldTo(int bank) {
        return this;
    }

    /**
     * P0 to all: an epoch is due.
     *
     * @param cutOff transfers settled before it take part
     * @param releases whether the results go to the banks
     */
    record Propose(EpochId id, Instant cutOff, boolean releases) implements EpochMessage {}

    /** A compute party to P0: ready for the attempt. */
    record Accept(EpochId id) implements EpochMessage {}

    /**
     * A compute party to P0: not ready.
     *
     * @param lastEpoch the last epoch that the party took part in; 0 where there was none
     */
    record Refuse(EpochId id, String reason, long lastEpoch) implements EpochMessage {}

    /**
     * A bank to P0: takes part.
     *
     * @param sizes the padded sizes of what it will deal
     */
    record Join(EpochId id, BlockSizes sizes) implements EpochMessage {}

    /** A bank to P0: does not take part in this attempt. */
    record Decline(EpochId id, String reason) implements EpochMessage {}

    /**
     * P0 to all: the attempt begins.
     *
     * @param seats one for every bank of the network file, in its order
     */
    record Begin(EpochId id, List<Seat> seats) implements EpochMessage {
        public Begin {
            seats = List.copyOf(seats);
        }

        @Override
        public Begin toldTo(int bank) {
            List<Seat> told = new ArrayList<>(seats);
            told.replaceAll(Seat::undisclosed);
            told.set(bank, seats.get(bank));
            return new Begin(id, told);
        }
    }

    /**
     * A bank to a compute party: what it dealt to that party.
     *
     * @param digest of all that was dealt to that party
     * @param signature over {@link CommitmentStatement}
     */
    record Commitment(EpochId id, Sha256 digest, byte[] signature) implements EpochMessage {
        boolean isSame(Commitment other) {
            return id.equals(other.id) && digest.equals(other.digest) && Arrays.equals(signature, other.signature);
        }
    }

    /** A compute party to P0: the protocol ended; nothing is opened yet. */
    record Ran(EpochId id, List<LeftOut> leftOut, Counts counts) implements EpochMessage {
        public Ran {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** P0 to all: the three ended alike, results may be opened. Lists every bank that had no part in them. */
    record Release(EpochId id, List<LeftOut> leftOut) implements EpochMessage {
        public Release {
            leftOut = List.copyOf(leftOut);
        }

        @Override
        public Release toldTo(int bank) {
            return new Release(
                    id,
                    leftOut.stream()
                            .map(other -> other.bank() == bank ? other : new LeftOut(other.bank(), "left out"))
                            .toList());
        }
    }

    /**
     * A compute party to all: the attempt is over, nothing of it is opened.
     *
     * @param peer the institution at fault, as far as the sender can tell
     * @param step where in the protocol
     */
    record Abort(EpochId id, String peer, String step, String reason) implements EpochMessage {}

    /**
     * A bank that has no part in an attempt.
     *
     * @param bank its position in the network file's list of banks
     */
    record LeftOut(int bank, String reason) {}

    /** What the protocol counted in the clear: pairs that both their banks dealt, and tags seen twice on one side. */
    record Counts(int matchedPairs, int doubledTags) {}
}
