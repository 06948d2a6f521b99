package io.mistnet.simulator.demo;

import io.mistnet.node.config.Address;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.simulator.cli.Mistnet;
import io.mistnet.simulator.demo.LookupApi.Grounds;
import io.mistnet.simulator.demo.NodeMetrics.Metrics;
import io.mistnet.simulator.intelligence.IntelligenceParameters;
import io.mistnet.simulator.intelligence.SyntheticIntelligence;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A network of four banks, two agencies and a host in which everything happens once that monitoring should see, at last trouble too. */
final class WatchedNetwork implements AutoCloseable {

    private static final int BANKS = 4;
    private static final int RECORDS = 1000;
    private static final int TRANSFERS = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Grounds ASK = new Grounds("inspector 17", "POL-1", "section 161", "ask");
    private static final Grounds CONTRIBUTE = new Grounds("desk", "IMPORT-1", "agreement 4", "contribute");

    private final DemoNetwork network;
    private final Scenario scenario;
    private final SyntheticIntelligence intelligence;
    private final HttpClient client = HttpClient.newHttpClient();
    private final NodeMetrics metrics = new NodeMetrics();
    private final Set<String> dead = new HashSet<>();

    private WatchedNetwork(DemoNetwork network) {
        this.network = network;
        this.scenario = Scenario.synthetic(BANKS, 3, 500, TRANSFERS);
        LookupSites sites = network.lookup();
        this.intelligence = new SyntheticIntelligence(new IntelligenceParameters(
                3,
                RECORDS,
                sites.banks().stream().map(Site::id).toList(),
                sites.agencies().stream().map(Site::id).toList(),
                scenario.mules(RECORDS / 10),
                LocalDate.of(2025, 12, 31)));
    }

    /** Looks at the nodes that live. */
    @FunctionalInterface
    interface Watcher {
        /** Returns when it has looked at each, later than it was told to. */
        void look(List<Site> nodes) throws IOException, InterruptedException;
    }

    /** Prepares and starts it; returns when every node is ready. */
    static WatchedNetwork start(Path folder) throws Exception {
        DemoNetwork network = DemoNetwork.prepare(folder, BANKS, Optional.of(TrialLookup.plan(2 * RECORDS, 64)));
        WatchedNetwork watched = new WatchedNetwork(network);
        try {
            watched.configureStandingLookups();
            network.startNodes(Mistnet.class.getName());
            // not before: whoever fails to ask, as all do until the holders have a key, is not ready, and tries again
            // ever later
            Files.writeString(watched.watchList(), "phone,+49 30 901820%n".formatted());
            return watched;
        } catch (Exception | Error e) {
            network.close();
            throw e;
        }
    }

    private void configureStandingLookups() throws Exception {
        Bank bank = network.banks().get(0);
        Site first = network.lookup().banks().get(0);
        Site asker = network.lookup().asker();
        Files.createFile(watchList());
        append(asker, """
                mistnet.lookup { watch-list = watch.csv, watch-every = 2s, watch.legal-basis = "section 9" }
                """);
        append(first, """
                mistnet.kafka.topics.payee-checks = "mistnet.payee-checks"
                mistnet.lookup.payees.legal-basis = "contract"
                """);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", network.kafka()))) {
            admin.createTopics(Stream.of("mistnet.payee-checks", "mistnet.payee-results")
                            .map(topic -> new NewTopic(bank.topicPrefix() + topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private Path watchList() {
        return network.lookup().asker().folder().resolve("watch.csv");
    }

    private static void append(Site site, String lines) throws IOException {
        Files.writeString(site.folder().resolve("node.conf"), lines, StandardOpenOption.APPEND);
    }

    List<Site> sites() {
        LookupSites sites = network.lookup();
        return Stream.concat(sites.contributors().stream(), Stream.of(sites.host()))
                .toList();
    }

    private List<Site> live() {
        return sites().stream().filter(site -> !dead.contains(site.id())).toList();
    }

    /** What happens in a network in which all is well, and a record that cannot be used. */
    void work(Watcher watcher) throws Exception {
        try (Replay replay = new Replay(scenario, network.banks(), network.kafka(), InstantSource.system())) {
            replay.sendRiskScores();
            Thread replaying = new Thread(() -> replay.run(Duration.ofSeconds(12)), "replay");
            replaying.start();
            sendOddRecords();
            contribute();
            ask();
            visit();
            replaying.join();
            awaitOddRecords(1);
            // what has not grown between two scrapes has no rate
            watcher.look(live());
            visit();
            sendOddRecords();
        }
        awaitOddRecords(2);
        watcher.look(live());
    }

    private void sendOddRecords() {
        Bank bank = network.banks().get(0);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", network.kafka()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(bank.transfers(), "no transfer"));
            producer.send(new ProducerRecord<>(
                    bank.topicPrefix() + "mistnet.payee-checks",
                    "payment-1",
                    "{\"checkId\":\"1\",\"type\":\"iban\",\"selector\":\"DE89370400440532013000\"}"));
        }
    }

    /** Waits until the first bank has counted as many of both. */
    private void awaitOddRecords(int sent) throws InterruptedException {
        Site first = network.lookup().banks().get(0);
        await(
                "both odd records are counted %d times".formatted(sent),
                () -> counted(first, "mistnet_ingest_transfers_total", Metrics.label("outcome", "dead")) >= sent
                        && counted(first, "mistnet_payee_checks_total") >= sent);
    }

    private void contribute() throws IOException, InterruptedException {
        for (Site site : network.lookup().contributors()) {
            List<SyntheticRecord> own = intelligence.records().stream()
                    .filter(record -> record.contributor().equals(site.id()))
                    .toList();
            new LookupApi(site, new OnceMore(line -> {})).contribute(CONTRIBUTE, own, Optional.empty(), done -> {});
        }
    }

    private void ask() throws IOException, InterruptedException {
        LookupApi asker = new LookupApi(network.lookup().asker(), new OnceMore(line -> {}));
        Written known = WatchList.written(intelligence.records().get(0));
        for (int i = 0; i < 5; i++) {
            asker.look(ASK, known);
        }
        asker.lookAll(
                ASK, List.of(known, WatchList.written(intelligence.records().get(1))));
    }

    /** A person without a session at each console, a page that has been open for too long, and somebody at the port for shares who does not speak TLS. */
    private void visit() throws IOException, InterruptedException {
        for (Site site : sites()) {
            NodeConfig config = config(site);
            URI console =
                    URI.create("http://127.0.0.1:%d/".formatted(config.console().port()));
            get(HttpRequest.newBuilder(console));
            get(HttpRequest.newBuilder(console).header("HX-Request", "true"));
        }
        NodeConfig config = config(coordinator());
        Address shares = NetworkFile.read(config.networkFile())
                .institution(config.institution())
                .shares()
                .orElseThrow();
        try (Socket stranger = new Socket(shares.host(), shares.port())) {
            stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            stranger.getInputStream().readAllBytes();
        }
    }

    private static NodeConfig config(Site site) throws IOException {
        return NodeConfigFile.read(site.folder().resolve("node.conf"));
    }

    /** The second bank is P0. */
    private Site coordinator() {
        return network.lookup().banks().get(1);
    }

    /** A bank that holds a share of the lookup's key dies, then one that computes. */
    void trouble(Watcher watcher) throws Exception {
        LookupSites sites = network.lookup();
        kill(sites.banks().get(BANKS - 1));
        watcher.look(live());
        LookupApi asker = new LookupApi(sites.asker(), new OnceMore(line -> {}));
        for (int i = 0; i < 8; i++) {
            asker.look(ASK, WatchList.written(intelligence.records().get(2 + i)));
        }
        Site computing = sites.banks().get(0);
        double aborts = aborts();
        double absences = absencesOf(computing);
        stopInAnEpoch(computing);
        kill(computing);
        await("the coordinator ends the epoch", () -> aborts() > aborts);
        await("the coordinator misses the bank", () -> absencesOf(computing) > absences);
        // what was counted for the first time has a rate after two scrapes
        watcher.look(live());
        watcher.look(live());
    }

    /** It stands still in the middle of an epoch, which then cannot end: one that begins without it does not begin. */
    private void stopInAnEpoch(Site computing) throws Exception {
        while (true) {
            double absences = absencesOf(computing);
            awaitBeginningOfAnEpoch();
            signal("STOP", computing);
            double overruns = attempts("overrun");
            await(
                    "an epoch hangs, or is not begun",
                    () -> attempts("overrun") > overruns + 1 || absencesOf(computing) > absences);
            if (absencesOf(computing) == absences) {
                return;
            }
            signal("CONT", computing);
        }
    }

    private void signal(String signal, Site site) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(node(site).pid()))
                .start()
                .waitFor();
    }

    private void awaitBeginningOfAnEpoch() throws InterruptedException {
        double begun = attempts("begun");
        await("an epoch begins", () -> attempts("begun") > begun);
    }

    private double attempts(String outcome) throws InterruptedException {
        return counted(coordinator(), "mistnet_epoch_attempts_total", Metrics.label("outcome", outcome));
    }

    private double aborts() throws InterruptedException {
        return counted(coordinator(), "mistnet_epoch_aborts_total");
    }

    private double absencesOf(Site site) throws InterruptedException {
        return counted(coordinator(), "mistnet_epoch_absences_total", Metrics.label("peer", site.id()));
    }

    private double counted(Site site, String metric, String... labels) throws InterruptedException {
        return new Metrics(scrape(site)).sum(metric, labels);
    }

    private static void await(String what, Condition condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("not within %d s: %s".formatted(PATIENCE.toSeconds(), what));
            }
            Thread.sleep(5);
        }
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void kill(Site site) {
        ProcessHandle node = node(site);
        node.destroyForcibly();
        node.onExit().join();
        dead.add(site.id());
    }

    private static ProcessHandle node(Site site) {
        String file = site.folder().resolve("node.conf").toString();
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains(file))
                .findFirst()
                .orElseThrow();
    }

    /** All of it: what the JDK tells of a process ends where its class path is long. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    /** What a node exports, as soon as it answers; nothing where it is dead. */
    String scrape(Site site) throws InterruptedException {
        return dead.contains(site.id()) ? "" : metrics.await(site.http()).text();
    }

    private String get(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        network.close();
    }
}
