package io.mistnet.node.epoch;

import io.mistnet.protocols.propagation.BlockSizes;
import java.util.Optional;

/**
 * One bank's place in an attempt.
 *
 * @param sizes what it will deal; empty where it is left out
 * @param reason why it is left out; empty where it takes part
 */
public record Seat(Optional<BlockSizes> sizes, String reason) {

    static Seat taken(BlockSizes sizes) {
        return new Seat(Optional.of(sizes), "");
    }

    static Seat empty(String reason) {
        return new Seat(Optional.empty(), reason);
    }

    boolean isTaken() {
        return sizes.isPresent();
    }
}
