package io.mistnet.simulator.benchmark.console;

import io.mistnet.node.access.Person;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.simulator.benchmark.lookup.HostFilling;
import io.mistnet.simulator.demo.BackgroundTraffic;
import io.mistnet.simulator.demo.DemoNetwork;
import io.mistnet.simulator.demo.ReportedPhones;
import io.mistnet.simulator.demo.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the consoles of a network that runs as in the demonstration, each institution in a process of its own: how fast pages are for people who work at once at a bank's alert desk and at the police while epochs go on, how long an
 * investigator waits for an answer, how long nodes take to start, and what their metrics cost.
 *
 * <p>The bank's alerts are raised by the node's own classes before its node starts. Nearly all intelligence records are synthetic up to their tags, as in {@code bench lookup}, and are put into the host's store while its node is stopped;
 * some hundred are contributed the whole way, and these are what investigators find. People, nodes and Kafka share this machine.
 */
public final class ConsoleBenchmark {

    /** What is left of the database for records that are contributed the whole way. */
    private static final int CONTRIBUTED = 500;

    private static final int LABEL_BYTES = 64;
    private static final Duration BESIDE = Duration.ofMinutes(10);

    private final ConsoleBenchmarkOptions options;
    private final String mainClass;

    /** @param mainClass the class whose command {@code node} runs a node */
    public ConsoleBenchmark(ConsoleBenchmarkOptions options, String mainClass) {
        this.options = options;
        this.mainClass = mainClass;
    }

    /**
     * Runs it in a folder, which should be empty, and is to be deleted afterwards.
     *
     * @param progress is told in words what begins
     * @return the figures by name
     */
    public Map<String, Object> run(Path folder, Consumer<String> progress)
            throws IOException, GeneralSecurityException, InterruptedException {
        progress.accept("Kafka starts");
        TrialLookup lookup = TrialLookup.plan(options.records(), LABEL_BYTES);
        try (DemoNetwork network = DemoNetwork.prepare(folder, options.banks(), Optional.of(lookup))) {
            Site bank = network.lookup().banks().get(0);
            Site agency = network.lookup().asker();
            ConsolePeople people = new ConsolePeople(options.users());
            people.add(bank, agency);
            progress.accept("raising %d alerts".formatted(options.alerts()));
            fill(network, bank, people);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("cores", Runtime.getRuntime().availableProcessors());
            figures.put("users", options.users());
            figures.put("duration_s", options.duration().toSeconds());
            figures.put("alerts", options.alerts());
            figures.put("records", options.records());
            figures.putAll(start(network, progress));
            progress.accept("every contributor contributes some records");
            ReportedPhones phones = ReportedPhones.load(network, options.seed(), progress);
            try (BackgroundTraffic traffic = BackgroundTraffic.start(
                    network,
                    options.seed(),
                    BESIDE.plus(options.warmUp()).plus(options.duration().multipliedBy(2)))) {
                progress.accept("people sign in");
                ConsoleMeasurement measurement =
                        new ConsoleMeasurement(network, bank, agency, people, new PhoneNumbers(phones), options);
                figures.putAll(measurement.measure(progress));
                progress.accept("measuring what the metrics cost");
                figures.put("metrics", new MetricsCost(network, window()).measure());
            }
            return figures;
        }
    }

    private Duration window() {
        Duration sixth = options.duration().dividedBy(6);
        return sixth.compareTo(Duration.ofSeconds(10)) < 0 ? sixth : Duration.ofSeconds(10);
    }

    private void fill(DemoNetwork network, Site bank, ConsolePeople people) throws IOException {
        String bic = network.banks().get(0).bic();
        new AlertFilling(bic, options.seed(), InstantSource.system().instant())
                .fill(
                        Files.createDirectories(bank.folder().resolve("data")),
                        options.alerts(),
                        people.analysts().stream()
                                .map(name -> new Person(name, name))
                                .toList());
    }

    /** All nodes at once; then each alone, beside the others that run. The host's store is filled between. */
    private Map<String, Object> start(DemoNetwork network, Consumer<String> progress)
            throws IOException, GeneralSecurityException, InterruptedException {
        progress.accept("starting all nodes at once");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("start_together_s", network.startNodes(mainClass));
        Map<String, Object> alone = new LinkedHashMap<>();
        for (Site site : network.sites()) {
            network.stopNode(site);
            if (site.equals(network.lookup().host())) {
                fill(network, site, progress);
            }
            progress.accept("starting %s alone".formatted(site.id()));
            alone.put(site.id(), network.startNode(site, mainClass));
        }
        figures.put("start_s", alone);
        return figures;
    }

    private void fill(DemoNetwork network, Site host, Consumer<String> progress)
            throws IOException, GeneralSecurityException, InterruptedException {
        int synthetic = options.records() - CONTRIBUTED;
        progress.accept("sealing and storing %d records".formatted(synthetic));
        HostFilling.fill(network.trial(), host.folder().resolve("node.conf"), synthetic, progress);
    }
}
