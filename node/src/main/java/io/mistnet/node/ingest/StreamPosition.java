package io.mistnet.node.ingest;

import io.mistnet.node.window.WindowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where in its topics the stream goes on, by the store's offsets and by what Kafka still has. Its calls wait for Kafka. */
final class StreamPosition {

    private static final Logger LOG = LoggerFactory.getLogger(StreamPosition.class);

    private final Admin admin;
    private final IngestTopics topics;
    private final WindowStore store;
    private final Duration patience;
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    /** @param patience how long Kafka may take to answer */
    StreamPosition(Admin admin, IngestTopics topics, WindowStore store, Duration patience) {
        this.admin = admin;
        this.topics = topics;
        this.store = store;
        this.patience = patience;
    }

    /** How many records Kafka had deleted before they were read. */
    long missed() {
        return missed.get();
    }

    /** How many records waited in Kafka to be read, when it was last asked. */
    long waiting() {
        return waiting.get();
    }

    /**
     * The offset from which to read each partition.
     *
     * @throws KafkaAwayException if Kafka does not answer or lacks a topic
     */
    Map<TopicPartition, Long> find() {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> read = store.offsets();
        Map<TopicPartition, Long> start = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long earliest = first.getOrDefault(partition, 0L);
            Long next = read.get(partition);
            if (next == null) {
                start.put(partition, earliest);
            } else {
                start.put(partition, resume(partition, next, earliest, end.getOrDefault(partition, 0L)));
            }
        }
        return start;
    }

    /**
     * Checks that Kafka answers, and that the topics are as they were; and sees how much waits.
     *
     * @throws KafkaAwayException if not
     */
    void check(Set<TopicPartition> reading) {
        if (!reading.equals(Set.copyOf(partitions()))) {
            throw new KafkaAwayException("the partitions of %s changed; reading them anew".formatted(topics.read()));
        }
        Map<TopicPartition, Long> read = store.offsets();
        waiting.set(offsets(List.copyOf(reading), OffsetSpec.latest()).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L)))
                .sum());
    }

    private long resume(TopicPartition partition, long next, long earliest, long end) {
        if (next < earliest) {
            missed.addAndGet(earliest - next);
            LOG.error("Kafka deleted offsets {} to {} of {} before they were read", next, earliest - 1, partition);
            return earliest;
        }
        if (next > end) {
            throw new KafkaAwayException(
                    "%s ends at offset %d, but was read up to %d: the topic was made anew. Restore it, or start with an empty window store"
                            .formatted(partition, end, next));
        }
        return next;
    }

    private List<TopicPartition> partitions() {
        Map<String, TopicDescription> described =
                await(admin.describeTopics(topics.all()).allTopicNames());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics.read()) {
            TopicDescription description = described.get(topic);
            if (description != null) {
                description.partitions().forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> query = new HashMap<>();
        partitions.forEach(partition -> query.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                await(admin.listOffsets(query).all());
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new KafkaAwayException("Kafka lacks one of the topics %s".formatted(topics.all()));
            }
            throw new KafkaAwayException("Kafka does not answer: " + e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaAwayException("Kafka does not answer within " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException("interrupted while waiting for Kafka");
        }
    }
}
