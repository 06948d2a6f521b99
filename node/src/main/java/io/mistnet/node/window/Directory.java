package io.mistnet.node.window;

import java.util.OptionalInt;

/** Which agent belongs to which bank of the network. Safe for any thread. */
public interface Directory {

    /**
     * The bank that an agent belongs to.
     *
     * @param bic a BIC (ISO 9362) of 8 or 11 characters
     * @return the bank's index in the network's list of banks; empty where the agent is outside the network
     */
    OptionalInt bankOf(String bic);

    /** The index of the bank whose window this is. */
    int own();

    /** Whether the agent belongs to the bank whose window this is. */
    default boolean isOwn(String bic) {
        OptionalInt bank = bankOf(bic);
        return bank.isPresent() && bank.getAsInt() == own();
    }
}
