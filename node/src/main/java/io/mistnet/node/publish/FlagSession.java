package io.mistnet.node.publish;

import io.mistnet.node.epoch.EpochResult;
import io.mistnet.node.window.Booking;
import io.mistnet.protocols.propagation.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes epochs' changes to Kafka, each exactly once for consumers that read committed records only.
 *
 * <p>One epoch is one transaction: the changed accounts, an alert for each raised one, and the epoch's number as the offset that the group {@link FlagClients#name()}
 * commits on the first partition of the flags' topic (no consumer reads by it; it is a counter that changes together with the records). What to write is the
 * difference between the epoch's values and those in the topic.
 *
 * <p><b>Why nothing is lost or doubled.</b> After any failure or crash the session is given up and a new one opened: it fences the old producer, by which Kafka ends
 * a pending transaction one way or the other, and then reads epoch and values back from Kafka. So at whatever point it happened:
 *
 * <ul>
 *   <li>before the commit was asked for: the transaction is aborted, no committed reader saw it; the values read back are those of the epoch before, and this epoch
 *       if it is still at hand, or the next one, writes the same changes;
 *   <li>after the commit was asked for, before the answer came: Kafka completes it before the new session may read; the epoch's number shows that it was published,
 *       so it is not written again, and the next difference starts from its values;
 *   <li>after the answer: as before.
 * </ul>
 *
 * <p>The group's offset may expire where nothing is released for longer than the cluster's {@code offsets.retention.minutes}; the values in the topic alone then
 * make the difference, with the same effect. Not thread-safe.
 */
final class FlagSession implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Producer<String, String> producer;
    private final FlagRecords records;
    private final PublishedFlags flags;
    private final TopicPartition counter;
    private final ConsumerGroupMetadata group;
    private long lastEpoch;

    private record State(Map<String, Double> values, long lastEpoch, ConsumerGroupMetadata group) {}

    /** Fences whoever published before, and reads back what stands in Kafka. Blocks; every failure is one of Kafka's exceptions. */
    static FlagSession open(FlagClients clients, FlagTopics topics, Policy policy, Currency currency) {
        try (Admin admin = clients.admin()) {
            topics.create(admin);
        }
        Producer<String, String> producer = clients.producer();
        try {
            producer.initTransactions();
            FlagRecords records = new FlagRecords(topics, policy, currency);
            TopicPartition counter = new TopicPartition(topics.flags(), 0);
            State state;
            try (Consumer<String, String> consumer = clients.consumer()) {
                state = readBack(consumer, topics, records, counter);
            }
            PublishedFlags flags = new PublishedFlags(Verdict.of(policy.output()), policy.threshold(), state.values());
            return new FlagSession(producer, records, flags, counter, state.group(), state.lastEpoch());
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private FlagSession(
            Producer<String, String> producer,
            FlagRecords records,
            PublishedFlags flags,
            TopicPartition counter,
            ConsumerGroupMetadata group,
            long lastEpoch) {
        this.producer = producer;
        this.records = records;
        this.flags = flags;
        this.counter = counter;
        this.group = group;
        this.lastEpoch = lastEpoch;
    }

    /** The last epoch that is published; 0 where there is none. */
    long lastEpoch() {
        return lastEpoch;
    }

    /**
     * Publishes an epoch, unless it or a later one is published already. After an exception this session is of no use any more.
     *
     * @return what was written; empty where the epoch was published before
     */
    Optional<Publication> publish(EpochResult result) {
        if (result.epoch() <= lastEpoch) {
            return Optional.empty();
        }
        List<FlagChange> changes = flags.changes(result);
        Set<String> raised = changes.stream()
                .filter(FlagChange::raised)
                .map(FlagChange::account)
                .collect(Collectors.toSet());
        Map<String, List<Booking>> bookings =
                raised.isEmpty() ? Map.of() : result.history().latest(raised);
        producer.beginTransaction();
        for (FlagChange change : changes) {
            send(records.flag(change, result));
            if (change.raised()) {
                send(records.alert(change, result, bookings.getOrDefault(change.account(), List.of())));
            }
        }
        producer.sendOffsetsToTransaction(Map.of(counter, new OffsetAndMetadata(result.epoch())), group);
        producer.commitTransaction();
        flags.apply(changes);
        lastEpoch = result.epoch();
        List<Instant> causes = raised.stream()
                .flatMap(account -> cause(account, bookings).stream())
                .toList();
        return Optional.of(new Publication(result.epoch(), changes.size(), raised.size(), flags.raised(), causes));
    }

    /** When the latest transfer to the account settled. */
    private static Optional<Instant> cause(String account, Map<String, List<Booking>> bookings) {
        return bookings.getOrDefault(account, List.of()).stream()
                .filter(booking -> booking.creditor().number().equals(account))
                .map(Booking::settlementTime)
                .max(Instant::compareTo);
    }

    private void send(ProducerRecord<String, String> record) {
        // committing throws what sending throws
        Future<RecordMetadata> unused = producer.send(record);
    }

    private static State readBack(
            Consumer<String, String> consumer, FlagTopics topics, FlagRecords records, TopicPartition counter) {
        List<TopicPartition> partitions = consumer.partitionsFor(topics.flags()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, Double> values = new HashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    records.value(record.value()).ifPresent(value -> values.put(record.key(), value));
                }
            }
        }
        OffsetAndMetadata committed = consumer.committed(Set.of(counter)).get(counter);
        return new State(values, committed == null ? 0 : committed.offset(), consumer.groupMetadata());
    }

    /** Gives the producer up without waiting; an open transaction ends when the next session opens, or by its timeout. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
