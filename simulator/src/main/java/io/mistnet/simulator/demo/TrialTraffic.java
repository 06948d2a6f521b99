package io.mistnet.simulator.demo;

import io.mistnet.node.network.Network;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** What a trial network needs from outside: the banks' topics in the Kafka that they share, and made-up transfers. */
public final class TrialTraffic {

    private static final int ACCOUNTS = 2_000;
    private static final int TRANSFERS_PER_SECOND = 50;
    private static final int PATIENCE_MILLIS = 120_000;

    private final List<Bank> banks;
    private final String kafka;

    /**
     * Of the banks of a network.
     *
     * @param kafka where their Kafka is, as {@code host:port}
     */
    public TrialTraffic(Network network, String kafka) {
        this.banks = network.banks().stream()
                .map(bank ->
                        new Bank(bank.id(), bank.bics().get(0), bank.id() + ".", URI.create("http://" + bank.id())))
                .toList();
        this.kafka = kafka;
    }

    /** Creates the topics that are not there yet; waits for Kafka to start. */
    public void createTopics() throws InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS / 4);
        try (Admin admin = Admin.create(settings)) {
            for (NewTopic topic : banks.stream().flatMap(Bank::topics).toList()) {
                try {
                    admin.createTopics(List.of(topic)).all().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException(
                                "the topic %s could not be created: %s".formatted(topic.name(), e.getCause()), e);
                    }
                }
            }
        }
    }

    /** Sends the transfers of a synthetic economy, with mule chains across the banks, spread over a time. */
    public void replay(Duration duration, long seed) {
        int transfers = (int) Math.min(1_000_000, duration.toSeconds() * TRANSFERS_PER_SECOND);
        Scenario scenario = Scenario.synthetic(banks.size(), seed, ACCOUNTS, transfers);
        try (Replay replay = new Replay(scenario, banks, kafka, InstantSource.system())) {
            replay.sendRiskScores();
            replay.run(duration);
        }
    }
}
