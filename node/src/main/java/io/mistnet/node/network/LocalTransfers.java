package io.mistnet.node.network;

/**
 * Which transfers that stay inside one bank enter the propagation.
 *
 * @param self those from an account to itself
 * @param internal those between two accounts of one bank
 */
public record LocalTransfers(Treatment self, Treatment internal) {

    /** Whether such transfers count. */
    public enum Treatment {
        INCLUDE,
        EXCLUDE
    }
}
