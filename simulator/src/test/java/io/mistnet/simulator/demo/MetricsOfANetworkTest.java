package io.mistnet.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mistnet.simulator.dashboards.DashboardFiles;
import io.mistnet.simulator.dashboards.Panel;
import io.mistnet.simulator.dashboards.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Dashboards and rules, held against what the nodes of a real network export, and asked of a real Prometheus. */
@Tag("slow")
class MetricsOfANetworkTest {

    /** What nodes count only where somebody deviates, or a link breaks at an unlucky moment. */
    private static final Set<String> SELDOM = Set.of(
            "mistnet_epoch_messages_refused_total",
            "mistnet_epoch_releases_failed_total",
            "mistnet_oprf_ceremony_faults_total",
            "mistnet_oprf_refusals_total");

    private static final int WINDOW_SECONDS = 10;
    private static final int SCRAPES = 200;

    @TempDir
    static Path folder;

    private static final Exported EXPORTED = new Exported();
    private static WatchedNetwork network;
    private static @Nullable PrometheusServer prometheus;
    private static String skipped = "";
    private static Instant begun;

    @BeforeAll
    static void live() throws Exception {
        begun = Instant.now();
        network = WatchedNetwork.start(Files.createDirectories(folder.resolve("network")));
        try {
            prometheus = PrometheusServer.start(Files.createDirectories(folder.resolve("prometheus")), network.sites());
        } catch (TestAbortedException e) {
            skipped = String.valueOf(e.getMessage());
        }
        WatchedNetwork.Watcher watcher = prometheus == null ? live -> {} : prometheus::awaitScrapes;
        network.work(watcher);
        scrapeAll();
        network.trouble(watcher);
        scrapeAll();
    }

    @AfterAll
    static void end() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (network != null) {
            network.close();
        }
    }

    private static void scrapeAll() throws InterruptedException {
        for (Site site : network.sites()) {
            EXPORTED.note(network.scrape(site));
        }
    }

    @Test
    void everyMetricAndLabelIsOneThatANodeExports() {
        List<String> missing = new ArrayList<>();
        for (Query query : DashboardFiles.queries()) {
            Set<String> labels = new TreeSet<>(Set.of("instance", "job", "le"));
            query.selectors().forEach((name, selected) -> {
                labels.addAll(EXPORTED.labels(name));
                if (isExported(name) && !EXPORTED.names().contains(name)) {
                    missing.add(name);
                }
                selected.stream()
                        .filter(label ->
                                isExported(name) && !EXPORTED.labels(name).contains(label))
                        .forEach(label -> missing.add(name + "{" + label + "}"));
            });
            boolean known = query.selectors().keySet().stream().allMatch(MetricsOfANetworkTest::isExported);
            query.groups().stream()
                    .filter(label -> known && !labels.contains(label))
                    .forEach(label -> missing.add(query.text() + " by " + label));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyLegendShowsLabelsThatItsQueryHas() {
        for (Panel panel : DashboardFiles.panels()) {
            panel.legends().forEach((query, legend) -> {
                Set<String> labels = new TreeSet<>(query.groups());
                if (labels.isEmpty()) {
                    query.selectors().keySet().forEach(name -> labels.addAll(EXPORTED.labels(name)));
                }
                if (query.selectors().keySet().stream().allMatch(MetricsOfANetworkTest::isExported)) {
                    assertThat(labels).as(panel.name()).containsAll(legend);
                }
            });
        }
    }

    @Test
    void whatIsSeldomIsCountedByTheNodesUnderThatName() throws IOException {
        String sources = sources(Path.of("../node/src/main/java"));
        assertThat(SELDOM)
                .allSatisfy(name -> assertThat(sources)
                        .contains('"' + name.replaceFirst("_total$", "").replace('_', '.') + '"'));
    }

    @Test
    void everyPanelShowsSomethingOfARunningNetwork() throws Exception {
        PrometheusServer server = server();
        Instant now = Instant.now();
        List<String> empty = new ArrayList<>();
        for (Panel panel : DashboardFiles.panels()) {
            for (Query query : panel.queries()) {
                if (query.selectors().keySet().stream().noneMatch(SELDOM::contains)
                        && server.values(query.asked(WINDOW_SECONDS), begun, now)
                                .isEmpty()) {
                    empty.add(panel.name() + ": " + query.text());
                }
            }
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void prometheusEvaluatesEveryRuleAndSeesTheDeadBank() throws Exception {
        PrometheusServer server = server();
        List<JsonNode> rules = server.rules();
        assertThat(rules)
                .hasSameSizeAs(Stream.of("recording.yml", "alerts.yml")
                        .flatMap(file -> DashboardFiles.rules(file).stream())
                        .toList())
                .allSatisfy(rule -> assertThat(rule.path("health").asText())
                        .as(rule.toString())
                        .isEqualTo("ok"));
        assertThat(rules.stream().filter(rule -> rule.path("name").asText().equals("NodeDown")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("state").asText()).isIn("pending", "firing"));
    }

    /** At the pace of one scrape in five seconds that Prometheus has, and beside what counting itself costs, which no profile shows. */
    @Test
    void metricsCostLessThanAHundredthOfACore() throws Exception {
        Site bank = network.sites().stream()
                .filter(site -> site.id().equals("bank-2"))
                .findFirst()
                .orElseThrow();
        double idle = cpuSeconds(bank, 0);
        double scraped = cpuSeconds(bank, SCRAPES);
        double share = (scraped - idle) / SCRAPES / Duration.ofSeconds(5).toSeconds();
        System.out.printf(
                "A scrape of %,d bytes costs %.1f ms CPU: %.2f %% of a core at one in 5 s%n",
                network.scrape(bank).length(), share * 5000, share * 100);
        assertThat(share).isLessThan(0.01);
    }

    /** What the node's process takes in some seconds, or as long as so many scrapes take. */
    private static double cpuSeconds(Site site, int scrapes) throws InterruptedException {
        double before = cpu(site);
        long begin = System.nanoTime();
        for (int i = 0; i < scrapes; i++) {
            network.scrape(site);
        }
        long left = Duration.ofSeconds(4).toNanos() - (System.nanoTime() - begin);
        Thread.sleep(Math.max(0, Duration.ofNanos(left).toMillis()));
        return cpu(site) - before;
    }

    private static double cpu(Site site) throws InterruptedException {
        return new NodeMetrics.Metrics(network.scrape(site)).sum("process_cpu_time_ns_total") / 1e9;
    }

    private static PrometheusServer server() {
        if (prometheus == null) {
            throw new TestAbortedException(skipped);
        }
        return prometheus;
    }

    /** Prometheus makes {@code up} and what the rules record itself. */
    private static boolean isExported(String name) {
        return !name.equals("up") && !name.contains(":") && !SELDOM.contains(name);
    }

    private static String sources(Path root) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Meters.java")
                            || path.toString().endsWith("Log.java"))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
