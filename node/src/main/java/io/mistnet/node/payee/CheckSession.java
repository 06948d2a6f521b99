package io.mistnet.node.payee;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads checks and writes their results, each exactly once for consumers that read committed records only.
 *
 * <p>One batch is one transaction: its results, and the offsets behind its checks. All partitions are this session's, since one node of the bank works at a time: no group is joined, so a batch may take as long as holders and host need.
 *
 * <p><b>Why nothing is lost or doubled.</b> After any failure or crash the session is given up and a new one opened. It fences the old producer, by which Kafka ends a pending transaction one way or the other, and only then reads the
 * committed offsets. Where the transaction was aborted, these stand before the batch, which is then looked up again, and nobody saw its results; where it was committed, they stand behind it. Two nodes at once hinder each other, with the same
 * effect.
 *
 * <p>Not thread-safe.
 */
final class CheckSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final PayeeTopics topics;
    private final List<TopicPartition> partitions;
    private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

    /** Fences whoever answered before. Blocks; every failure is one of Kafka's exceptions. */
    static CheckSession open(CheckClients clients, PayeeTopics topics) {
        Producer<byte[], byte[]> producer = clients.producer();
        try {
            producer.initTransactions();
            Consumer<byte[], byte[]> consumer = clients.consumer();
            try {
                return new CheckSession(producer, consumer, topics);
            } catch (RuntimeException e) {
                consumer.close(CloseOptions.timeout(Duration.ZERO));
                throw e;
            }
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private CheckSession(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer, PayeeTopics topics) {
        this.producer = producer;
        this.consumer = consumer;
        this.topics = topics;
        this.partitions = partitions(topics.checks());
        partitions(topics.results());
        consumer.assign(partitions);
    }

    /**
     * The next checks, in the order of each partition.
     *
     * @param most so many at most
     * @param patience for the first
     * @param linger for the others
     * @return empty where none came
     */
    List<ConsumerRecord<byte[], byte[]>> gather(int most, Duration patience, Duration linger) {
        if (read.isEmpty()) {
            poll(patience);
        }
        long end = System.nanoTime() + linger.toNanos();
        while (!read.isEmpty() && read.size() < most && System.nanoTime() - end < 0) {
            poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        while (!read.isEmpty() && batch.size() < most) {
            batch.add(read.remove());
        }
        return batch;
    }

    /** Writes the results of {@code batch}, and that it is done. After an exception this session is of no use any more. */
    void publish(List<ConsumerRecord<byte[], byte[]>> batch, List<ProducerRecord<byte[], byte[]>> results) {
        Map<TopicPartition, OffsetAndMetadata> behind = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            behind.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> result : results) {
            // committing throws what sending throws
            Future<RecordMetadata> unused = producer.send(result);
        }
        producer.sendOffsetsToTransaction(behind, consumer.groupMetadata());
        producer.commitTransaction();
    }

    /**
     * How many checks wait in Kafka. A consumer waits for a lost broker in silence; so this is also how it is noticed.
     *
     * @throws KafkaException where Kafka does not answer, or partitions were added since the session began
     */
    long waiting() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        if (!partitions(topics.checks()).equals(partitions)) {
            throw new KafkaException("the topic " + topics.checks() + " has other partitions than before");
        }
        long waiting = read.size();
        for (TopicPartition partition : partitions) {
            waiting += Math.max(0, ends.getOrDefault(partition, 0L) - consumer.position(partition, PATIENCE));
        }
        return waiting;
    }

    private void poll(Duration patience) {
        consumer.poll(patience).forEach(read::add);
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic, PATIENCE);
        if (infos == null || infos.isEmpty()) {
            throw new KafkaException("Kafka lacks the topic " + topic);
        }
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** Gives the clients up without waiting; an open transaction ends when the next session opens, or by its timeout. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        producer.close(Duration.ZERO);
    }
}
