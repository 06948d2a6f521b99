package io.mistnet.node.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Where results go in the bank's own Kafka.
 *
 * @param flags the compacted topic of every account's present value
 * @param alerts the topic of newly raised values
 */
public record FlagTopics(String flags, String alerts) {

    public static final FlagTopics DEFAULTS = new FlagTopics("mistnet.risk-flags", "mistnet.alerts");

    /** Creates the topics that do not exist, with the cluster's own numbers of partitions and replicas; where both do, the node needs no right to create any. Blocks. */
    public void create(Admin admin) {
        NewTopic compacted = new NewTopic(flags, Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        NewTopic plain = new NewTopic(alerts, Optional.empty(), Optional.empty());
        Set<String> known = known(admin);
        for (NewTopic topic : List.of(compacted, plain)) {
            if (!known.contains(topic.name())) {
                create(admin, topic);
            }
        }
    }

    private static Set<String> known(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new KafkaException("the topics cannot be listed", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + topic.name() + " cannot be created", e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
