package io.mistnet.simulator.benchmark;

import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.network.EpochRun;
import io.mistnet.simulator.network.EpochRun.Cost;
import io.mistnet.simulator.network.ProcessFigures;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link PropagationBenchmark} measured.
 *
 * @param accounts of all banks
 * @param transfers between them, each a pair of its own
 * @param policy what was computed
 * @param epoch the epoch of the median wall time
 * @param bestWallSeconds of the fastest epoch
 * @param repeat how many epochs were measured
 * @param warmUp how many were run before
 * @param iterationCpuSeconds CPU time of all parties in an epoch's iterations, the mean of the measured epochs, since the system counts it in steps of 10 ms
 * @param twinSeconds wall time of the plaintext twin, cold
 * @param maxError the largest difference from the twin in any epoch
 */
public record PropagationReport(
        int accounts,
        int transfers,
        Policy policy,
        EpochRun epoch,
        double bestWallSeconds,
        int repeat,
        int warmUp,
        double iterationCpuSeconds,
        double twinSeconds,
        double maxError) {

    /** CPU time of all parties in the iterations, in microseconds a transfer and iteration. */
    public double microsPerTransferAndIteration() {
        return iterationCpuSeconds * 1e6 / transfers / policy.iterations();
    }

    /** The figures under the names that the command line promises. */
    public Map<String, Object> figures() {
        Cost cost = epoch.cost();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accounts", accounts);
        figures.put("transfers", transfers);
        figures.put("iterations", policy.iterations());
        figures.put("profile", policy.profile().name().toLowerCase(Locale.ROOT));
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("warm_up", warmUp);
        figures.put("repeat", repeat);
        figures.put("wall_s", cost.wallSeconds());
        figures.put("best_wall_s", bestWallSeconds);
        figures.put("cpu_s", cost.cpuSeconds());
        figures.put("setup_s", cost.setupSeconds());
        figures.put("iteration_s", cost.iterationSeconds());
        figures.put("us_per_transfer_iteration", microsPerTransferAndIteration());
        figures.put("bytes_sent", cost.bytesSent());
        figures.put("bytes_per_pair_iteration", (double) cost.iterationBytes() / transfers / policy.iterations());
        figures.put("rounds", cost.rounds());
        figures.put("rounds_per_iteration", (double) cost.iterationRounds() / policy.iterations());
        figures.put("twin_s", twinSeconds);
        figures.put("max_error", maxError);
        figures.put("peak_rss_bytes", ProcessFigures.peakRssBytes());
        return figures;
    }
}
