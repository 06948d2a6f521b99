package io.mistnet.node.network;

/** What an institution's node does in the network. */
public enum Role {
    /** Deals shares of its window and opens the result for its own accounts: a bank. */
    DATA,
    /** Holds shares and computes on them: one of P0, P1, P2. */
    COMPUTE,
    /** Holds a share of the lookup's key. */
    OPRF,
    /** Answers encrypted lookups. */
    HOST,
    /** Asks lookups and contributes intelligence. */
    AGENCY
}
