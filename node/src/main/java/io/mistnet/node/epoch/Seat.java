package io.mistnet.node.epoch;

import io.mistnet.protocols.propagation.BlockSizes;
import java.util.Optional;

/**
 * One bank's place in an attempt.
 *
 * @param sizes what it will deal; empty where it is left out, or where another bank is told of it
 * @param reason why it is left out; empty where it takes part
 */
public record Seat(Optional<BlockSizes> sizes, String reason) {

    static Seat taken(BlockSizes sizes) {
        return new Seat(Optional.of(sizes), "");
    }

    static Seat empty(String reason) {
        return new Seat(Optional.empty(), reason.isBlank() ? "left out without a reason" : reason);
    }

    /** What other banks are told of it: whether the bank takes part. */
    Seat undisclosed() {
        return new Seat(Optional.empty(), takesPart() ? "" : "left out");
    }

    /** Whether the bank takes part and its sizes are known here. */
    boolean isTaken() {
        return sizes.isPresent();
    }

    /** Whether the bank takes part, its sizes known here or not. */
    boolean takesPart() {
        return isTaken() || reason.isEmpty();
    }
}
