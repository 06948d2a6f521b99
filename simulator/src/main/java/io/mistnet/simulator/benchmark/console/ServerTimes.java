package io.mistnet.simulator.benchmark.console;

import io.mistnet.simulator.demo.NodeMetrics.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a node says of its console's requests, by its own histogram: from the request to the beginning of the response. */
final class ServerTimes {

    private static final String METRIC = "mistnet_http_requests_seconds";
    private static final String CONSOLE = Metrics.label("server", "console");
    private static final List<Double> LIMITS = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0);

    /** Asking the network, which a page load does not. */
    private static final String LOOKUPS = Metrics.label("route", "lookups");

    private final Metrics before;
    private final Metrics after;

    ServerTimes(Metrics before, Metrics after) {
        this.before = before;
        this.after = after;
    }

    /** How many requests, which share of them was within each limit, and the least limit within which 95 % were. With those that wait for others' answers and without. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>(figures(""));
        double lookups = count(LOOKUPS);
        if (lookups > 0) {
            figures.put("lookups", figures(LOOKUPS));
        }
        return figures;
    }

    private Map<String, Object> figures(String label) {
        double all = count(label);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", (long) all);
        double p95 = Double.POSITIVE_INFINITY;
        for (double limit : LIMITS) {
            double share = within(limit, label) / all;
            figures.put(String.format(Locale.ROOT, "within_%s_s", limit), share);
            p95 = share >= 0.95 ? Math.min(p95, limit) : p95;
        }
        figures.put("p95_at_most_s", p95);
        figures.put("mean_s", grown("_sum", label) / all);
        return figures;
    }

    private double count(String label) {
        return grown("_count", label);
    }

    private double within(double limit, String label) {
        String bound = Metrics.label("le", String.valueOf(limit));
        return after.sum(METRIC + "_bucket", CONSOLE, label, bound)
                - before.sum(METRIC + "_bucket", CONSOLE, label, bound);
    }

    private double grown(String suffix, String label) {
        return after.sum(METRIC + suffix, CONSOLE, label) - before.sum(METRIC + suffix, CONSOLE, label);
    }
}
