package io.mistnet.simulator.demo;

import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.network.Role;
import io.mistnet.node.trial.TrialFolder;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Kafka and the nodes of all institutions, each in a process of its own, with mutual TLS between the nodes. */
final class DemoNetwork implements AutoCloseable {

    private static final int NODE_HEAP_MEGABYTES = 256;
    private static final Duration START = Duration.ofSeconds(120);

    private final KafkaBroker kafka;
    private final List<Bank> banks;
    private final Map<String, Path> configurations;
    private final Path folder;
    private final Policy policy;
    private final List<ChildProcess> nodes = new ArrayList<>();

    private DemoNetwork(
            KafkaBroker kafka, List<Bank> banks, Map<String, Path> configurations, Path folder, Policy policy) {
        this.kafka = kafka;
        this.banks = banks;
        this.configurations = configurations;
        this.folder = folder;
        this.policy = policy;
    }

    /** Starts Kafka and writes the files of a trial network; no node runs yet. */
    static DemoNetwork prepare(Path folder, int banks)
            throws IOException, GeneralSecurityException, InterruptedException {
        int institutions = Math.max(banks, 3);
        int nodePorts = TrialPlan.PORTS_AN_INSTITUTION * institutions;
        int base = FreePorts.inARow(nodePorts + 2);
        int kafkaPort = base + nodePorts;
        KafkaBroker kafka =
                KafkaBroker.start(Files.createDirectories(folder.resolve("kafka")), kafkaPort, kafkaPort + 1);
        try {
            SecureRandom random = new SecureRandom();
            TrialNetwork trial = TrialNetwork.generate(
                    new TrialPlan("demonstration", banks, false, base),
                    new KeyGeneration(random, Clock.systemUTC(), Duration.ofDays(2)));
            TrialFolder files = new TrialFolder(folder, random);
            files.write(trial, kafka.address());
            DemoNetwork network = new DemoNetwork(
                    kafka,
                    banksOf(trial),
                    configurations(trial, files),
                    folder,
                    trial.network().policy());
            network.useRiskScores();
            network.createTopics();
            return network;
        } catch (IOException | GeneralSecurityException | InterruptedException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    List<Bank> banks() {
        return banks;
    }

    String kafka() {
        return kafka.address();
    }

    Policy policy() {
        return policy;
    }

    /**
     * Starts all nodes, and waits until each says that it is ready.
     *
     * @param mainClass the class with the command {@code node}
     */
    void startNodes(String mainClass) throws IOException, InterruptedException {
        for (Map.Entry<String, Path> configuration : configurations.entrySet()) {
            nodes.add(ChildProcess.start(
                    configuration.getKey(),
                    folder.resolve(configuration.getKey()).resolve("node.log"),
                    NODE_HEAP_MEGABYTES,
                    mainClass,
                    List.of("node", "--config", configuration.getValue().toString())));
        }
        NodeMetrics metrics = new NodeMetrics();
        long deadline = System.nanoTime() + START.toNanos();
        for (Bank bank : banks) {
            while (!metrics.ready(bank.http())) {
                requireAlive();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s is not ready after %d s; its log is %s"
                            .formatted(
                                    bank.id(),
                                    START.toSeconds(),
                                    folder.resolve(bank.id()).resolve("node.log")));
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

    private static List<Bank> banksOf(TrialNetwork trial) {
        List<Bank> banks = new ArrayList<>();
        trial.network().institutions().forEach(institution -> {
            if (institution.roles().contains(Role.DATA)) {
                banks.add(new Bank(
                        institution.id(),
                        institution.bics().get(0),
                        institution.id() + ".",
                        URI.create("http://127.0.0.1:" + trial.plan().httpPort(institution.id()))));
            }
        });
        return List.copyOf(banks);
    }

    private static Map<String, Path> configurations(TrialNetwork trial, TrialFolder files) {
        Map<String, Path> configurations = new LinkedHashMap<>();
        trial.network().institutions().forEach(i -> configurations.put(i.id(), files.nodeConfig(i.id())));
        return configurations;
    }

    private void useRiskScores() throws IOException {
        for (Path configuration : configurations.values()) {
            Files.writeString(
                    configuration,
                    "%nmistnet.kafka.topics.risk-scores = \"mistnet.risk-scores\"%n".formatted(),
                    StandardOpenOption.APPEND);
        }
    }

    private void createTopics() throws InterruptedException {
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        kafka.createTopics(banks.stream()
                .flatMap(bank -> Stream.of(
                        new NewTopic(bank.transfers(), 1, (short) 1),
                        new NewTopic(bank.riskScores(), 1, (short) 1).configs(compacted),
                        new NewTopic(bank.riskFlags(), 1, (short) 1).configs(compacted),
                        new NewTopic(bank.alerts(), 1, (short) 1),
                        new NewTopic(bank.deadLetters(), 1, (short) 1)))
                .toList());
    }
}
