package io.mistnet.protocols.propagation;

/**
 * One attempt at one epoch.
 *
 * @param epoch the number of the epoch
 * @param attempt the number of the attempt; every attempt draws fresh randomness
 */
public record EpochId(long epoch, int attempt) {}
