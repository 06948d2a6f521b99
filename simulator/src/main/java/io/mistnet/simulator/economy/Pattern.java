package io.mistnet.simulator.economy;

/** How a scheme moves money from its victims to the exchange. Neighbouring mules are always at different banks. */
public enum Pattern {
    /** From mule to mule, one after the other. */
    CHAIN,
    /** Many mules, each with victims of its own, pay one collector. */
    FAN_IN,
    /** One mule pays many, each of whom cashes out. */
    FAN_OUT,
    /** A chain that comes back to its first mule. */
    CYCLE,
    /** One mule pays many, who all pay one collector. */
    SCATTER_GATHER
}
