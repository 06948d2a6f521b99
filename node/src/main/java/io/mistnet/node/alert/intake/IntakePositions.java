package io.mistnet.node.alert.intake;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Up to where the topic was taken in: it changes in the same transaction as what was taken in. */
final class IntakePositions {

    private IntakePositions() {}

    /** For every partition read before, the offset of the next record. */
    static Map<TopicPartition, Long> read(Handle handle, String topic) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Query query =
                handle.createQuery("SELECT topic_partition, next_offset FROM alert_intake WHERE topic = :topic")) {
            query.bind("topic", topic)
                    .map((row, context) -> Map.entry(
                            new TopicPartition(topic, row.getInt("topic_partition")), row.getLong("next_offset")))
                    .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
        }
        return positions;
    }

    static void write(Handle handle, Map<TopicPartition, Long> positions) {
        positions.forEach((partition, next) -> {
            if (update(handle, partition, next) == 0) {
                insert(handle, partition, next);
            }
        });
    }

    private static int update(Handle handle, TopicPartition partition, long next) {
        try (Update update = handle.createUpdate(
                "UPDATE alert_intake SET next_offset = :next WHERE topic = :topic AND topic_partition = :partition")) {
            return bind(update, partition, next).execute();
        }
    }

    private static void insert(Handle handle, TopicPartition partition, long next) {
        try (Update insert = handle.createUpdate(
                "INSERT INTO alert_intake (topic, topic_partition, next_offset) VALUES (:topic, :partition, :next)")) {
            bind(insert, partition, next).execute();
        }
    }

    private static Update bind(Update statement, TopicPartition partition, long next) {
        return statement
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .bind("next", next);
    }
}
