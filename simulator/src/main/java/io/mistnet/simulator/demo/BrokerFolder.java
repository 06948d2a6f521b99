package io.mistnet.simulator.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The folder of a Kafka broker that is its own controller, for trials.
 *
 * @param folder where it keeps its data and its configuration
 * @param listen where it listens, as {@code host:port}
 * @param advertised how its clients reach it, as {@code host:port}
 * @param controller where its controller listens, on this machine, as {@code host:port}
 * @param further settings, by Kafka's names
 */
public record BrokerFolder(
        Path folder, String listen, String advertised, String controller, Map<String, String> further) {

    public BrokerFolder {
        further = Map.copyOf(further);
    }

    /**
     * Makes the folder ready; data that is there stays, and so does the cluster's id, without which it would not be taken again.
     *
     * @return the broker's configuration, which Kafka's main class takes
     */
    public Path prepare() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        Path file = folder.resolve("broker.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties(data).store(writer, null);
        }
        return file;
    }

    private static void format(Path data) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(new PrintStream(messages, true, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder could not be prepared: " + e.getMessage(), e);
        }
    }

    private Properties properties(Path data) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", "PLAINTEXT://%s,CONTROLLER://%s".formatted(listen, controller)),
                Map.entry("advertised.listeners", "PLAINTEXT://" + advertised),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("log.dirs", data.toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false")));
        properties.putAll(further);
        return properties;
    }
}
