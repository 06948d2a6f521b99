package io.mistnet.node.alert.intake;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all partitions of the topic from given positions on. No group is joined: the positions stand in the database. Every failure is one of Kafka's exceptions; after one the session is of no use any more. Not thread-safe. */
final class IntakeSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeSession.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Duration patience;
    private final List<TopicPartition> partitions;

    /**
     * Begins to read.
     *
     * @param positions for partitions that were read before, the offset of the next record
     * @param patience how long Kafka may take to answer
     */
    IntakeSession(
            Consumer<byte[], byte[]> consumer, String topic, Map<TopicPartition, Long> positions, Duration patience) {
        this.consumer = consumer;
        this.topic = topic;
        this.patience = patience;
        try {
            this.partitions = partitions();
            consumer.assign(partitions);
            seek(positions);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
    }

    /** The next records, in the order of each partition; empty where none came in time. */
    ConsumerRecords<byte[], byte[]> poll(Duration time) {
        return consumer.poll(time);
    }

    /** For every partition of these records, the offset behind the last of them. */
    static Map<TopicPartition, Long> behind(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            behind.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        return behind;
    }

    /**
     * How many records wait in Kafka. A consumer waits for a lost broker in silence; so this is also how it is noticed.
     *
     * @throws KafkaException where Kafka does not answer, or partitions were added since the session began
     */
    long waiting() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, patience);
        if (!partitions().equals(partitions)) {
            throw new KafkaException("the topic %s has other partitions than before".formatted(topic));
        }
        return partitions.stream()
                .mapToLong(partition ->
                        Math.max(0, ends.getOrDefault(partition, 0L) - consumer.position(partition, patience)))
                .sum();
    }

    private void seek(Map<TopicPartition, Long> positions) {
        Set<TopicPartition> all = Set.copyOf(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(all, patience);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, patience);
        for (TopicPartition partition : partitions) {
            long earliest = first.getOrDefault(partition, 0L);
            long next = positions.getOrDefault(partition, earliest);
            consumer.seek(partition, start(partition, next, earliest, ends.getOrDefault(partition, earliest)));
        }
    }

    private static long start(TopicPartition partition, long next, long earliest, long end) {
        if (next < earliest) {
            LOG.error("Kafka deleted offsets {} to {} of {} before they were read", next, earliest - 1, partition);
            return earliest;
        }
        if (next > end) {
            LOG.warn(
                    "{} ends at offset {}, but was read up to {}: it was made anew, and is read from its beginning",
                    partition,
                    end,
                    next);
            return earliest;
        }
        return next;
    }

    private List<TopicPartition> partitions() {
        List<PartitionInfo> infos = consumer.partitionsFor(topic, patience);
        if (infos == null || infos.isEmpty()) {
            throw new KafkaException("Kafka lacks the topic " + topic);
        }
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** Gives the consumer up without waiting. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
