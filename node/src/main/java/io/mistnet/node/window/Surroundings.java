package io.mistnet.node.window;

import java.util.List;

/**
 * Transfers around an account.
 *
 * @param transfers those of the account itself first, each group latest first
 * @param complete whether these are all; otherwise there were too many, or too much had to be read
 */
public record Surroundings(List<Booking> transfers, boolean complete) {

    public Surroundings {
        transfers = List.copyOf(transfers);
    }
}
