package io.mistnet.node.network;

/**
 * What one bank may bring to an epoch.
 *
 * @param accounts its accounts at most, padding included
 * @param pairs its outgoing pairs at most, and its incoming pairs at most, padding included
 */
public record Limits(int accounts, int pairs) {}
