package io.mistnet.node.epoch;

import io.mistnet.node.network.EpochTiming;
import io.mistnet.node.network.Limits;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the network agreed on about its epochs.
 *
 * @param networkHash of the network file
 * @param policy what is computed and released
 * @param timing when epochs happen, and how long each phase may take
 * @param limits the most that one bank may bring; checked before memory is taken
 * @param attempts how often an epoch is tried, at least once
 */
public record EpochTerms(Sha256 networkHash, Policy policy, EpochTiming timing, Limits limits, int attempts) {

    private static final int MOST_ATTEMPTS = 3;

    /** How far a proposed cut-off may lie from a node's own clock, beside the time that an epoch takes. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    public EpochTerms {
        if (attempts < 1 || timing.interval().toMillis() < 1) {
            throw new IllegalArgumentException("at least one attempt and an interval of 1 ms");
        }
    }

    /** The terms that a network file sets. */
    public static EpochTerms of(Network network) {
        return new EpochTerms(network.hash(), network.policy(), network.timing(), network.limits(), MOST_ATTEMPTS);
    }

    /** The last cut-off at or before {@code now}: cut-offs stand at whole multiples of the interval, so that their distance is exact. */
    Instant cutOffBefore(Instant now) {
        long interval = timing.interval().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), interval) * interval);
    }

    /** From {@code now} to the next cut-off. */
    Duration untilNextCutOff(Instant now) {
        return Duration.between(now, cutOffBefore(now).plus(timing.interval()));
    }

    /** How long one attempt may take from its proposal to its end. */
    Duration attempt() {
        return timing.joinDeadline().plus(timing.dealingDeadline()).plus(timing.computeDeadline());
    }

    boolean isReleaseDue(Instant cutOff, Instant lastReleased) {
        return !cutOff.isBefore(lastReleased.plus(timing.releaseEvery()));
    }

    /** What is wrong with a proposed cut-off, if anything. */
    Optional<String> objection(Instant cutOff, Instant now) {
        Duration apart = Duration.between(cutOff, now).abs();
        Duration most = CLOCK_TOLERANCE.plus(timing.interval()).plus(attempt().multipliedBy(attempts));
        return apart.compareTo(most) > 0
                ? Optional.of("the cut-off %s is %d s from this node's clock".formatted(cutOff, apart.toSeconds()))
                : Optional.empty();
    }

    /** What is wrong with a bank's sizes, if anything. */
    Optional<String> objection(BlockSizes sizes) {
        if (sizes.accounts() > limits.accounts()) {
            return Optional.of("%d accounts, the network allows %d".formatted(sizes.accounts(), limits.accounts()));
        }
        if (sizes.outgoing() > limits.pairs() || sizes.incoming() > limits.pairs()) {
            return Optional.of("%d outgoing and %d incoming pairs, the network allows %d each"
                    .formatted(sizes.outgoing(), sizes.incoming(), limits.pairs()));
        }
        return Optional.empty();
    }
}
