package io.mistnet.simulator.demo;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One bank of the demonstration, as somebody outside of its node sees it.
 *
 * @param id its id in the network file
 * @param bic its BIC
 * @param topicPrefix what its topics' names begin with
 * @param http where its node serves health and metrics
 */
public record Bank(String id, String bic, String topicPrefix, URI http) {

    String transfers() {
        return topicPrefix + "mistnet.transfers";
    }

    String riskScores() {
        return topicPrefix + "mistnet.risk-scores";
    }

    String riskFlags() {
        return topicPrefix + "mistnet.risk-flags";
    }

    String alerts() {
        return topicPrefix + "mistnet.alerts";
    }

    String deadLetters() {
        return topicPrefix + "mistnet.dead-letters";
    }

    /** All its topics. */
    Stream<NewTopic> topics() {
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return Stream.of(
                new NewTopic(transfers(), 1, (short) 1),
                new NewTopic(riskScores(), 1, (short) 1).configs(compacted),
                new NewTopic(riskFlags(), 1, (short) 1).configs(compacted),
                new NewTopic(alerts(), 1, (short) 1),
                new NewTopic(deadLetters(), 1, (short) 1));
    }
}
