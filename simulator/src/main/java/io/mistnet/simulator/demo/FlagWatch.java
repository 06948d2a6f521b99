package io.mistnet.simulator.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the flags that all banks publish, as each of them would read its own, and notes when they come. */
final class FlagWatch implements Runnable, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final Map<String, Integer> bankOfTopic = new HashMap<>();
    private final Map<String, Integer> flags = new HashMap<>();
    private final Map<String, Long> firstRaisedAt = new HashMap<>();
    private final int[] raisedByBank;
    private final AtomicBoolean ended = new AtomicBoolean();

    FlagWatch(List<Bank> banks, String kafka) {
        raisedByBank = new int[banks.size()];
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka,
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "fetch.max.wait.ms", "20"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (Bank bank : banks) {
            bankOfTopic.put(bank.riskFlags(), bankOfTopic.size());
            partitions.add(new TopicPartition(bank.riskFlags(), 0));
        }
        consumer.assign(partitions);
    }

    @Override
    public void run() {
        try {
            while (!ended.get()) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::note);
            }
        } catch (InterruptException e) {
            ended.set(true);
        } finally {
            consumer.close();
        }
    }

    private synchronized void note(ConsumerRecord<String, String> record) {
        boolean flagged = flagged(record.value());
        Integer before = flags.put(record.key(), flagged ? 1 : 0);
        int change = (flagged ? 1 : 0) - (before == null ? 0 : before);
        raisedByBank[bankOfTopic.getOrDefault(record.topic(), 0)] += change;
        if (flagged) {
            firstRaisedAt.putIfAbsent(record.key(), System.nanoTime());
        }
    }

    private static boolean flagged(String record) {
        try {
            JsonNode flag = JSON.readTree(record).path("flag");
            return flag.isBoolean() ? flag.booleanValue() : flag.intValue() == 1;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flag that is no JSON", e);
        }
    }

    /** Standing flags, by bank. */
    synchronized int[] byBank() {
        return raisedByBank.clone();
    }

    /** Whether an account is flagged now. */
    synchronized boolean isFlagged(String account) {
        return flags.getOrDefault(account, 0) == 1;
    }

    /** When each account that was ever flagged was so first, by {@link System#nanoTime}. */
    synchronized Map<String, Long> firstRaisedAt() {
        return Map.copyOf(firstRaisedAt);
    }

    @Override
    public void close() {
        ended.set(true);
    }
}
