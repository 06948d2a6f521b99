package io.mistnet.node.ingest;

import static io.mistnet.node.window.WindowFixture.NOW;
import static io.mistnet.node.window.WindowFixture.contents;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.window.Counter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
@Tag("slow")
class KilledIngestTest {

    private static final int RECORDS = 30_000;
    private static final int KILLS = 6;

    @TempDir
    Path killed;

    @TempDir
    Path undisturbed;

    private final String topics = UUID.randomUUID().toString();
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void theWindowOfAProcessKilledAtAnyMomentIsThatOfAnUndisturbedRun(KafkaBroker kafka)
            throws IOException, InterruptedException {
        IngestTopics names = BankStream.topics(topics);
        kafka.createTopic(names.transfers(), 3, Map.of());
        kafka.createTopic(names.riskScores().orElseThrow(), 1, Map.of());
        kafka.createTopic(names.deadLetters(), 1, Map.of());
        AtomicBoolean killing = new AtomicBoolean(true);
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> produce(kafka, names.transfers(), killing));
        int killedWhileReading = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(kafka);
            process.getInputStream().read();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_200)));
            killedWhileReading += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        killing.set(false);
        load.join();
        assertThat(killedWhileReading).isEqualTo(KILLS);

        try (BankStream whole = new BankStream(undisturbed, kafka.bootstrapServers(), names, 4_000);
                BankStream survivor = new BankStream(killed, kafka.bootstrapServers(), names, 4_000)) {
            assertThat(survivor.store().counters().get(Counter.IN)).isBetween(1L, RECORDS - 1L);
            Await.until(() -> whole.store().counters().get(Counter.IN) >= RECORDS
                    && survivor.store().counters().get(Counter.IN) >= RECORDS);
            assertThat(survivor.store().counters()).isEqualTo(whole.store().counters());
            assertThat(survivor.store().offsets()).isEqualTo(whole.store().offsets());
            assertThat(contents(survivor.store().snapshot(NOW)))
                    .isEqualTo(contents(whole.store().snapshot(NOW)))
                    .isNotEmpty();
        }
    }

    private Process start(KafkaBroker kafka) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                IngestProcess.class.getName(),
                killed.toString(),
                kafka.bootstrapServers(),
                topics);
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    /** While processes are killed, at a pace that slows down in the middle, so that there is something left to read however long that takes; then all that is left. */
    private static void produce(KafkaBroker kafka, String topic, AtomicBoolean killing) {
        List<byte[]> stream = Transfers.stream(11, RECORDS, 60);
        stream.replaceAll(record -> record.length % 97 == 0 ? "malformed".getBytes(UTF_8) : record);
        try (var producer = new TopicClient(kafka.bootstrapServers()).producer()) {
            for (int i = 0; i < stream.size(); i++) {
                var unused = producer.send(new ProducerRecord<>(topic, stream.get(i)));
                int atOnce = i < RECORDS / 2 ? 25 : 1;
                if (i % atOnce == 0 && killing.get()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
                }
            }
        }
    }
}
