package io.mistnet.node.window;

import io.mistnet.node.storage.Database;
import io.mistnet.node.storage.StorageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The table of single values: how far the stream was read, what was counted, and what the store needs to go on where it stopped. */
final class Marks {

    private static final int FORMAT = 1;
    private static final byte[] FORMAT_KEY = bytes("format");
    private static final byte[] HORIZON_KEY = bytes("horizon");
    private static final byte[] NEXT_ACCOUNT_KEY = bytes("next-account");
    private static final String COUNTER = "counter/";
    private static final String OFFSET = "offset/";

    private final Database database;

    Marks(Database database) {
        this.database = database;
    }

    /** @throws StorageException if another version of Mistnet wrote the store in another format */
    void checkFormat() {
        long format = number(FORMAT_KEY, FORMAT);
        if (format != FORMAT) {
            throw new StorageException(
                    "the window store has format %d, this version reads format %d; start with an empty directory to read the stream anew"
                            .formatted(format, FORMAT));
        }
        try (Database.Writes writes = database.writes()) {
            put(writes, FORMAT_KEY, FORMAT);
            writes.commit();
        }
    }

    long horizon() {
        return number(HORIZON_KEY, 0);
    }

    void putHorizon(Database.Writes writes, long horizon) {
        put(writes, HORIZON_KEY, horizon);
    }

    int nextAccount() {
        return (int) number(NEXT_ACCOUNT_KEY, 0);
    }

    void putNextAccount(Database.Writes writes, int id) {
        put(writes, NEXT_ACCOUNT_KEY, id);
    }

    Counters counters() {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            values.put(counter, number(bytes(COUNTER + counter), 0));
        }
        return new Counters(values);
    }

    void putCounters(Database.Writes writes, Counters counters) {
        counters.values().forEach((counter, value) -> put(writes, bytes(COUNTER + counter), value));
    }

    Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        database.forEach(Table.META, bytes(OFFSET), bytes(OFFSET + '\uffff'), (key, value) -> {
            String[] parts = new String(key, StandardCharsets.UTF_8).split("/", -1);
            offsets.put(
                    new TopicPartition(parts[1], Integer.parseInt(parts[2])),
                    ByteBuffer.wrap(value).getLong());
        });
        return offsets;
    }

    void putOffsets(Database.Writes writes, Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, next) ->
                put(writes, bytes(OFFSET + partition.topic() + "/" + partition.partition()), next));
    }

    private long number(byte[] key, long otherwise) {
        byte[] value = database.get(Table.META, key);
        return value == null ? otherwise : ByteBuffer.wrap(value).getLong();
    }

    private static void put(Database.Writes writes, byte[] key, long value) {
        writes.put(
                Table.META, key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
