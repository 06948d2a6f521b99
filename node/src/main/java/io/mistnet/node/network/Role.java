package io.mistnet.node.network;

import java.util.Locale;

/** What an institution's node does in the network. */
public enum Role {
    /** Deals shares of its window and opens the result for its own accounts: a bank. */
    DATA,
    /** Holds shares and computes on them: one of P0, P1, P2. */
    COMPUTE,
    /** Holds a share of the encrypted lookup's key. */
    OPRF,
    /** Stores the records of the encrypted lookup and answers queries. */
    HOST,
    /** Asks lookups and contributes intelligence. */
    AGENCY;

    /** The role as the network file has it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
