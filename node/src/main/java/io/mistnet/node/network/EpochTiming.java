package io.mistnet.node.network;

import java.time.Duration;

/**
 * When epochs happen. Each deadline counts from the end of the phase before.
 *
 * @param interval from the start of one epoch to the start of the next
 * @param joinDeadline for the banks to answer a proposal; who is late is left out of this epoch
 * @param dealingDeadline for the banks to deal their shares; who is late is left out of this epoch
 * @param computeDeadline for the compute parties to finish; past it the attempt aborts
 * @param window how far back transfers count, by settlement time
 * @param lateness how long after its settlement a transfer may arrive and still count
 * @param releaseEvery the shortest time between two results that a bank opens
 */
public record EpochTiming(
        Duration interval,
        Duration joinDeadline,
        Duration dealingDeadline,
        Duration computeDeadline,
        Duration window,
        Duration lateness,
        Duration releaseEvery) {}
