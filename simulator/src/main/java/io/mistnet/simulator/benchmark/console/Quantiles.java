package io.mistnet.simulator.benchmark.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a number of durations lie, in seconds.
 *
 * @param p95 the least that 95 % of them are not longer than
 */
record Quantiles(int count, double p50, double p95, double p99, double max) {

    static Quantiles of(List<Double> seconds) {
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quantiles(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", count);
        figures.put("p50_s", p50);
        figures.put("p95_s", p95);
        figures.put("p99_s", p99);
        figures.put("max_s", max);
        return figures;
    }
}
