package io.mistnet.simulator.benchmark.console;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.simulator.demo.DemoNetwork;
import io.mistnet.simulator.demo.NodeMetrics;
import io.mistnet.simulator.demo.Site;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which share of a core a node's metrics cost, while the network works.
 *
 * <p><b>Reading them.</b> Windows in which every node's metrics are read {@value #SCRAPES_A_SECOND} times a second take turns with windows as long in which nobody reads them. What a node's process took more of CPU in the former
 * than in the latter, by the operating system's account, divided by how often it was read, is what one reading costs: HTTP, collecting and writing included. Read far more often than Prometheus does, it stands out of what
 * else the process does by chance. The share is for a reading every {@value #INTERVAL_SECONDS} seconds, as the configuration in {@code dashboards} has it.
 *
 * <p><b>Keeping them.</b> How often our meters are changed is told by their own growth between two readings, counts of timers and counters together; of counters of bytes and of opened values, which grow by many at once, each 1024 are
 * taken for a change, and of the bytes of share links, which travel in blocks of up to 32 KiB, each 8192: both are too often. What a change costs is measured in this process on a timer with seven limits, the costliest meter that nodes have, before the compiler has made it fast.
 */
final class MetricsCost {

    static final int SCRAPES_A_SECOND = 20;
    static final int INTERVAL_SECONDS = 5;

    private static final int TURNS = 3;
    private static final int CHANGES = 20_000;
    private static final int BULK = 1024;
    private static final int BLOCK = 8192;
    private static final String SHARES = "link=\"shares\"";
    private static final String OPENED = "mistnet_epoch_opened";

    private final DemoNetwork network;
    private final Duration window;
    private final NodeMetrics metrics = new NodeMetrics();

    /** @param window of one turn */
    MetricsCost(DemoNetwork network, Duration window) {
        this.network = network;
        this.window = window;
    }

    /** The figures of every node. */
    Map<String, Object> measure() throws InterruptedException {
        Map<String, Double> quiet = new LinkedHashMap<>();
        Map<String, Double> read = new LinkedHashMap<>();
        double quietSeconds = 0;
        double readSeconds = 0;
        int scrapes = (int) (SCRAPES_A_SECOND * window.toMillis() / 1000);
        Map<String, Double> growth = changesASecond();
        for (int i = 0; i < TURNS; i++) {
            quietSeconds += turn(0, quiet);
            readSeconds += turn(scrapes, read);
        }
        double change = secondsOfAChange();
        Map<String, Object> figures = new LinkedHashMap<>();
        double most = 0;
        for (Site site : network.sites()) {
            String id = site.id();
            double more = read.getOrDefault(id, 0.0) - quiet.getOrDefault(id, 0.0) * readSeconds / quietSeconds;
            double scrape = more / (TURNS * scrapes);
            double reading = scrape / INTERVAL_SECONDS;
            double keeping = growth.getOrDefault(id, 0.0) * change;
            most = Math.max(most, reading + keeping);
            figures.put(
                    id,
                    Map.of(
                            "scrape_cpu_s",
                            scrape,
                            "changes_per_s",
                            growth.getOrDefault(id, 0.0),
                            "cpu_share",
                            reading + keeping));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("most_cpu_share", most);
        all.put("change_s", change);
        all.putAll(figures);
        return all;
    }

    /** One window; returns how long it was. Adds what each process took. */
    private double turn(int scrapes, Map<String, Double> cpu) throws InterruptedException {
        long begun = System.nanoTime();
        Map<String, Duration> before = network.cpu();
        for (int i = 0; i < scrapes; i++) {
            for (Site site : network.sites()) {
                metrics.read(site.http());
            }
            pauseUntil(begun + window.toNanos() * (i + 1) / scrapes);
        }
        pauseUntil(begun + window.toNanos());
        network.cpu()
                .forEach((id, after) -> cpu.merge(
                        id, after.minus(before.getOrDefault(id, Duration.ZERO)).toNanos() / 1e9, Double::sum));
        return (System.nanoTime() - begun) / 1e9;
    }

    private Map<String, Double> changesASecond() throws InterruptedException {
        Map<String, Double> begun = changes();
        long start = System.nanoTime();
        Thread.sleep(window.toMillis());
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> grown = new LinkedHashMap<>();
        changes().forEach((id, now) -> grown.put(id, (now - begun.getOrDefault(id, 0.0)) / seconds));
        return grown;
    }

    private Map<String, Double> changes() throws InterruptedException {
        Map<String, Double> changes = new LinkedHashMap<>();
        for (Site site : network.sites()) {
            changes.put(site.id(), changes(metrics.await(site.http()).text()));
        }
        return changes;
    }

    private static double changes(String exposition) {
        return exposition
                .lines()
                .filter(line -> !line.startsWith("#"))
                .mapToDouble(line -> {
                    String name = line.split("[{ ]", 2)[0];
                    if (!name.startsWith("mistnet_")) {
                        return 0;
                    }
                    double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                    if (name.endsWith("_bytes_total") || name.startsWith(OPENED)) {
                        return value / (line.contains(SHARES) ? BLOCK : BULK);
                    }
                    return name.endsWith("_count") || name.endsWith("_total") ? value : 0;
                })
                .sum();
    }

    private static double secondsOfAChange() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Duration[] limits = new Duration[7];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = Duration.ofMillis(10L << i);
        }
        Timer timer = Timer.builder("mistnet.benchmark")
                .serviceLevelObjectives(limits)
                .register(registry);
        long start = System.nanoTime();
        for (int i = 0; i < CHANGES; i++) {
            timer.record(Duration.ofNanos(1_000_000L * (i % 2_000)));
        }
        return (System.nanoTime() - start) / 1e9 / CHANGES;
    }

    private static void pauseUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
