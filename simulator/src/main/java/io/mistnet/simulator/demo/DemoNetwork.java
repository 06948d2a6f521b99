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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Kafka and the nodes of all institutions, each in a process of its own, with mutual TLS between the nodes. */
final class DemoNetwork implements AutoCloseable {

    private static final int NODE_HEAP_MEGABYTES = 256;
    private static final Duration START = Duration.ofSeconds(120);
    private static final int KAFKA_PORTS = 2;

    private final KafkaBroker kafka;
    private final TrialNetwork trial;
    private final TrialFolder files;
    private final Path folder;
    private final List<ChildProcess> nodes = new ArrayList<>();

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
    static DemoNetwork prepare(Path folder, int banks, Optional<TrialLookup> lookup)
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

    List<Bank> banks() {
        return with(Role.DATA)
                .map(institution -> new Bank(
                        institution.id(), institution.bics().get(0), institution.id() + ".", http(institution)))
                .toList();
    }

    /** Who takes part in the lookup, in a network that has it. */
    LookupSites lookup() {
        List<Site> agencies = with(Role.AGENCY).map(this::site).toList();
        return new LookupSites(
                agencies.get(agencies.size() - 1),
                with(Role.HOST).map(this::site).findFirst().orElseThrow(),
                with(Role.OPRF).map(this::site).toList(),
                with(Role.DATA).map(this::site).toList(),
                agencies);
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
     */
    void startNodes(String mainClass) throws IOException, InterruptedException {
        List<Site> sites =
                trial.network().institutions().stream().map(this::site).toList();
        for (Site site : sites) {
            nodes.add(ChildProcess.start(
                    site.id(),
                    site.log(),
                    NODE_HEAP_MEGABYTES,
                    mainClass,
                    List.of("node", "--config", files.nodeConfig(site.id()).toString())));
        }
        NodeMetrics metrics = new NodeMetrics();
        long deadline = System.nanoTime() + START.toNanos();
        for (Site site : sites) {
            while (!metrics.ready(site.http())) {
                requireAlive();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s is not ready after %d s; its log is %s"
                            .formatted(site.id(), START.toSeconds(), site.log()));
                }
                Thread.sleep(200);
            }
        }
    }

    void requireAlive() {
        kafka.requireAlive();
        nodes.forEach(ChildProcess::requireAlive);
    }

    @Override
    public void close() {
        nodes.forEach(ChildProcess::stop);
        nodes.forEach(ChildProcess::close);
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
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        kafka.createTopics(banks().stream()
                .flatMap(bank -> Stream.of(
                        new NewTopic(bank.transfers(), 1, (short) 1),
                        new NewTopic(bank.riskScores(), 1, (short) 1).configs(compacted),
                        new NewTopic(bank.riskFlags(), 1, (short) 1).configs(compacted),
                        new NewTopic(bank.alerts(), 1, (short) 1),
                        new NewTopic(bank.deadLetters(), 1, (short) 1)))
                .toList());
    }
}
