package io.mistnet.simulator.evaluation;

import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.network.EpochRun;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param data what was read
 * @param suspicion what the banks knew at the start
 * @param policy what was computed
 * @param results of every arm, one value an account
 * @param detections of every arm, or none where the set has no labels
 * @param epoch what the private arm cost
 * @param flaggedFrom the result from which on an account is flagged
 */
public record EvaluationReport(
        PooledData data,
        Suspicion suspicion,
        Policy policy,
        Map<Arm, double[]> results,
        Map<Arm, Detection> detections,
        EpochRun epoch,
        double flaggedFrom) {

    /** The results of an arm. */
    public double[] result(Arm arm) {
        double[] result = results.get(arm);
        if (result == null) {
            throw new IllegalStateException("no results of " + arm);
        }
        return result;
    }

    /** The largest difference between the private arm and the pooled one. */
    public double maxError() {
        double[] secret = result(Arm.PRIVATE);
        double[] plain = result(Arm.POOLED);
        double most = 0;
        for (int i = 0; i < secret.length; i++) {
            most = Math.max(most, Math.abs(secret[i] - plain[i]));
        }
        return most;
    }

    /** How many accounts the private arm flags and the pooled one does not, or the other way round. */
    public int flagsDiffer() {
        double[] secret = result(Arm.PRIVATE);
        double[] plain = result(Arm.POOLED);
        int differ = 0;
        for (int i = 0; i < secret.length; i++) {
            differ += (secret[i] >= flaggedFrom) == (plain[i] >= flaggedFrom) ? 0 : 1;
        }
        return differ;
    }

    /** The figures under the names that the command line promises. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accounts", data.graph().accounts());
        figures.put("transfers", data.transfers());
        figures.put("pairs", data.graph().pairs().size());
        figures.put("banks", data.banks().size());
        figures.put("iterations", policy.iterations());
        figures.put("wall_s", epoch.cost().wallSeconds());
        figures.put("cpu_s", epoch.cost().cpuSeconds());
        figures.put("bytes_sent", epoch.cost().bytesSent());
        figures.put("rounds", epoch.cost().rounds());
        figures.put("max_error", maxError());
        figures.put("flags_differ", flagsDiffer());
        detections.forEach((arm, detection) -> figures.put(arm.label(), figures(detection)));
        return figures;
    }

    private static Map<String, Object> figures(Detection detection) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("precision", detection.precision());
        figures.put("recall", detection.recall());
        figures.put("f1", detection.f1());
        figures.put("auprc", detection.auprc());
        figures.put("found", detection.found());
        figures.put("missed", detection.missed());
        figures.put("false_alarms", detection.falseAlarms());
        return figures;
    }
}
