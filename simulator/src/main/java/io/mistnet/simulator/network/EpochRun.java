package io.mistnet.simulator.network;

import java.util.List;

/**
 * What one epoch gave and cost.
 *
 * @param results for every bank, one value an own account
 * @param matchedPairs pairs that both banks know
 * @param cost what it cost
 */
public record EpochRun(List<double[]> results, int matchedPairs, Cost cost) {

    /**
     * What an epoch cost, all parties together. Seconds of wall time unless said.
     *
     * @param wallSeconds the whole epoch, from the banks' ledgers to the banks' results, over links that stand
     * @param cpuSeconds CPU time of the whole epoch
     * @param setupSeconds from the start to the first message of the first iteration
     * @param iterationSeconds all iterations, from the first party's start to the last party's end
     * @param iterationCpuSeconds CPU time in the same span
     * @param bytesSent payload of all blocks that anybody sent
     * @param iterationBytes the part of it that was sent in the iterations
     * @param rounds the longest chain of messages of which each waited for the one before
     * @param iterationRounds the part of it that belongs to the iterations
     */
    public record Cost(
            double wallSeconds,
            double cpuSeconds,
            double setupSeconds,
            double iterationSeconds,
            double iterationCpuSeconds,
            long bytesSent,
            long iterationBytes,
            int rounds,
            int iterationRounds) {}
}
