package io.mistnet.node.ledger;

/**
 * Which transfers that stay inside the bank enter the propagation, by the network's policy.
 *
 * @param self whether those from an account to itself do
 * @param internal whether those between two accounts of the bank do
 */
public record LocalPairs(boolean self, boolean internal) {}
