package io.mistnet.node.intelligence;

/**
 * Under which public pads the table's plaintexts lie: columns from 0 to boundary - 1 under the newer seed, the others under the older one. While no sweep is under way both are the same.
 *
 * @param older 32 bytes
 * @param newer 32 bytes
 * @param boundary the first column that is under the older seed
 */
public record PadSeeds(byte[] older, byte[] newer, int boundary) {}
