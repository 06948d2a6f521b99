package io.mistnet.simulator.demo;

import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Role;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.TrialPlan;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.network.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Kafka and the nodes of all institutions, each in a process of its own, with mutual TLS between the nodes. */
public final class DemoNetwork implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);
    private static final int KAFKA_PORTS = 2;
    private static final int START_POLL_MILLIS = 200;
    private static final int RESTART_POLL_MILLIS = 20;

    private final KafkaBroker kafka;
    private final TrialNetwork trial;
    private final TrialFolder files;
    private final Path folder;
    private final Map<String, ChildProcess> nodes = new LinkedHashMap<>();
    private final NodeMetrics metrics = new NodeMetrics();

    private DemoNetwork(KafkaBroker kafka, TrialNetwork trial, TrialFolder files, Path folder) {
        this.kafka = kafka;
        this.trial = trial;
        this.files = files;
        this.folder = folder;
    }

    /**
     * Starts Kafka and writes the files of a trial network; no node runs yet.
     *
     * @param lookup the encrypted lookup; empty for a network without
     */
    public static DemoNetwork prepare(Path folder, int banks, Optional<TrialLookup> lookup)
            throws IOException, GeneralSecurityException, InterruptedException {
        int nodePorts = TrialPlan.PORTS_AN_INSTITUTION * (banks + TrialPlan.MOST_OTHERS);
        int base = FreePorts.inARow(nodePorts + KAFKA_PORTS);
        int kafkaPort = base + nodePorts;
        KafkaBroker kafka =
                KafkaBroker.start(Files.createDirectories(folder.resolve("kafka")), kafkaPort, kafkaPort + 1);
        try {
            SecureRandom random = new SecureRandom();
            TrialNetwork trial = TrialNetwork.generate(
                    new TrialPlan("demonstration", banks, false, base, lookup),
                    new KeyGeneration(random, Clock.systemUTC(), Duration.ofDays(2)));
            TrialFolder files = new TrialFolder(folder, random);
            files.write(trial, kafka.address());
            DemoNetwork network = new DemoNetwork(kafka, trial, files, folder);
            network.useRiskScores();
            network.createTopics();
            return network;
        } catch (IOException | GeneralSecurityException | InterruptedException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    public List<Bank> banks() {
        return with(Role.DATA)
                .map(institution -> new Bank(
                        institution.id(), institution.bics().get(0), institution.id() + ".", http(institution)))
                .toList();
    }

    /** Who takes part in the lookup, in a network that has it. */
    public LookupSites lookup() {
        List<Site> agencies = with(Role.AGENCY).map(this::site).toList();
        return new LookupSites(
                agencies.get(agencies.size() - 1),
                with(Role.HOST).map(this::site).findFirst().orElseThrow(),
                with(Role.OPRF).map(this::site).toList(),
                with(Role.DATA).map(this::site).toList(),
                agencies);
    }

    /** Makes accounts for people at the first bank and at the agencies; before the nodes start. */
    People addPeople() throws IOException {
        DemoPeople people = new DemoPeople(new SecureRandom());
        Institution bank = with(Role.DATA).findFirst().orElseThrow();
        List<People.Place> places = new ArrayList<>();
        places.add(place(
                "alert desk of " + bank.id(), bank, people.atBank(site(bank).folder())));
        for (Institution agency : with(Role.AGENCY).toList()) {
            places.add(place(
                    "console of the " + agency.id(),
                    agency,
                    people.atAgency(site(agency).folder())));
        }
        return new People(places, people.password());
    }

    private People.Place place(String name, Institution institution, List<String> accounts) {
        return new People.Place(
                name, console(site(institution)), accounts, http(institution).resolve("/metrics"));
    }

    /** Where the people of an institution sign in. */
    public URI console(Site site) {
        return URI.create("http://127.0.0.1:" + trial.plan().consolePort(site.id()));
    }

    /** All institutions. */
    public List<Site> sites() {
        return trial.network().institutions().stream().map(this::site).toList();
    }

    /** What it was made from, with everybody's keys. */
    public TrialNetwork trial() {
        return trial;
    }

    /** CPU time of every node so far, and of Kafka. */
    public Map<String, Duration> cpu() {
        Map<String, Duration> cpu = new LinkedHashMap<>();
        nodes.forEach((id, node) -> cpu.put(id, node.cpu()));
        cpu.put("kafka", kafka.cpu());
        return cpu;
    }

    int institutions() {
        return trial.network().institutions().size();
    }

    String kafka() {
        return kafka.address();
    }

    Policy policy() {
        return trial.network().policy();
    }

    /**
     * Starts all nodes, and waits until each says that it is ready.
     *
     * @param mainClass the class with the command {@code node}
     * @return seconds from the start of each one's process until it said so, by institution
     */
    public Map<String, Double> startNodes(String mainClass) throws IOException, InterruptedException {
        return startNodes(sites(), mainClass, START_POLL_MILLIS);
    }

    /** The same for one, which does not run. */
    public double startNode(Site site, String mainClass) throws IOException, InterruptedException {
        return startNodes(List.of(site), mainClass, RESTART_POLL_MILLIS).getOrDefault(site.id(), Double.NaN);
    }

    /** Ends a node. */
    public void stopNode(Site site) {
        ChildProcess node = nodes.remove(site.id());
        if (node != null) {
            node.close();
        }
    }

    private Map<String, Double> startNodes(List<Site> sites, String mainClass, int pollMillis)
            throws IOException, InterruptedException {
        Map<Site, Long> waiting = new LinkedHashMap<>();
        for (Site site : sites) {
            waiting.put(site, System.nanoTime());
            nodes.put(
                    site.id(),
                    ChildProcess.start(
                            site.id(),
                            site.log(),
                            jvm(site),
                            mainClass,
                            List.of(
                                    "node",
                                    "--config",
                                    files.nodeConfig(site.id()).toString())));
        }
        Map<String, Double> ready = new LinkedHashMap<>();
        long deadline = System.nanoTime() + START.toNanos();
        while (!waiting.isEmpty()) {
            requireAlive();
            for (Site site : List.copyOf(waiting.keySet())) {
                if (metrics.ready(site.http())) {
                    long begun = Objects.requireNonNull(waiting.remove(site));
                    ready.put(site.id(), (System.nanoTime() - begun) / 1e9);
                } else if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s is not ready after %d s; its log is %s"
                            .formatted(site.id(), START.toSeconds(), site.log()));
                }
            }
            Thread.sleep(waiting.isEmpty() ? 0 : pollMillis);
        }
        return ready;
    }

    private ChildJvm jvm(Site site) {
        boolean isHost = with(Role.HOST).anyMatch(host -> host.id().equals(site.id()));
        return isHost ? ChildJvm.LOOKUP_HOST : ChildJvm.NODE;
    }

    /** Fails where a process has ended by itself. */
    public void requireAlive() {
        kafka.requireAlive();
        nodes.values().forEach(ChildProcess::requireAlive);
    }

    /** The names of the processes that have ended. */
    List<String> ended() {
        return Stream.concat(Stream.of(kafka.process()), nodes.values().stream())
                .filter(child -> !child.isAlive())
                .map(ChildProcess::name)
                .toList();
    }

    @Override
    public void close() {
        nodes.values().forEach(ChildProcess::stop);
        nodes.values().forEach(ChildProcess::close);
        kafka.close();
    }

    private Stream<Institution> with(Role role) {
        return trial.network().institutions().stream().filter(institution -> institution.has(role));
    }

    private Site site(Institution institution) {
        return new Site(institution.id(), http(institution), folder.resolve(institution.id()));
    }

    private URI http(Institution institution) {
        return URI.create("http://127.0.0.1:" + trial.plan().httpPort(institution.id()));
    }

    private void useRiskScores() throws IOException {
        for (Bank bank : banks()) {
            Files.writeString(
                    files.nodeConfig(bank.id()),
                    "%nmistnet.kafka.topics.risk-scores = \"mistnet.risk-scores\"%n".formatted(),
                    StandardOpenOption.APPEND);
        }
    }

    private void createTopics() throws InterruptedException {
        kafka.createTopics(banks().stream().flatMap(Bank::topics).toList());
    }
}
