package io.mistnet.node.ingest;

import io.mistnet.connectors.deadletter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes dead letters. A letter may stand twice in the topic, after a crash between its writing and that of the reader's new position, but never not at
 * all.
 *
 * <p>Where the topic's limit on the size of records leaves no room for a letter, its value is left out, and the header
 * {@value #OMITTED_BYTES} says how many bytes it had: the headers still name topic, partition and offset.
 */
public final class DeadLetterTopic implements AutoCloseable {

    static final String OMITTED_BYTES = "mistnet.omitted.value.bytes";

    private static final int MOST_BYTES = 64 << 20;
    private static final int PATIENCE_MS = 20_000;

    private final DeadLetters letters;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param topic where they go
     * @param reader the name under which operators know the reader
     * @param kafka settings of Kafka's clients
     */
    public DeadLetterTopic(String topic, String reader, Map<String, String> kafka) {
        this.letters = new DeadLetters(topic, reader, 0);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MOST_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) PATIENCE_MS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Writes letters, and waits until Kafka has them all.
     *
     * @throws KafkaException if one of them could not be written
     */
    public void write(List<DeadLetter> dead) {
        List<ProducerRecord<byte[], byte[]>> records = dead.stream()
                .map(letter -> letters.of(letter.record(), letter.reason(), letter.stage(), letter.failed()))
                .toList();
        List<Future<RecordMetadata>> written =
                records.stream().map(producer::send).toList();
        for (int i = 0; i < written.size(); i++) {
            try {
                await(written.get(i));
            } catch (RecordTooLargeException e) {
                await(producer.send(withoutValue(records.get(i))));
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static ProducerRecord<byte[], byte[]> withoutValue(ProducerRecord<byte[], byte[]> letter) {
        byte[] value = letter.value();
        String bytes = Integer.toString(value == null ? 0 : value.length);
        // A record that was sent once takes no more headers.
        Headers headers = new RecordHeaders(letter.headers());
        headers.add(OMITTED_BYTES, bytes.getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(letter.topic(), null, letter.timestamp(), letter.key(), null, headers);
    }

    private static void await(Future<RecordMetadata> written) {
        try {
            written.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
