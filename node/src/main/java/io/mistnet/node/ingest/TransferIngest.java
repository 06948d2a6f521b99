package io.mistnet.node.ingest;

import io.mistnet.node.window.Counters;
import io.mistnet.node.window.WindowStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.event.Logging;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.kafka.ConsumerSettings;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Reads the bank's transfers and risk scores from Kafka into the window, for as long as the node runs.
 *
 * <p>The partitions are assigned to this node by itself, without a consumer group, and the offsets stand in the window store: so nothing is
 * negotiated after a restart, and nothing can be committed that is not in the window. Where anything fails, Kafka or the store, the stream is
 * taken up again from the store's offsets after a while, and {@link #health()} says what it waits for.
 */
public final class TransferIngest {

    private static final int READERS = 2;
    private static final double JITTER = 0.2;

    private final IngestSettings settings;
    private final RecordReader reader;
    private final ConsumerSettings<byte[], byte[]> consumer;
    private final Executor blocking;
    private final Admin admin;
    private final StreamPosition position;
    private final DeadLetterTopic deadLetters;
    private final StreamWriter writer;
    private final HealthLog health;
    private final UniqueKillSwitch end;
    private final CompletionStage<Done> ended;

    private TransferIngest(
            ActorSystem<?> system,
            IngestSettings settings,
            RecordReader reader,
            WindowStore store,
            InstantSource clock) {
        this.settings = settings;
        this.reader = reader;
        this.consumer = consumer(system, settings);
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.admin = Admin.create(adminSettings(settings));
        this.position = new StreamPosition(admin, settings.topics(), store, settings.checkEvery());
        this.deadLetters = new DeadLetterTopic(settings.topics().deadLetters(), "mistnet-ingest", settings.kafka());
        this.writer = new StreamWriter(store, settings.topics().transfers(), deadLetters);
        this.health = new HealthLog(clock);
        RestartSettings restart = RestartSettings.create(
                        settings.retry().first(), settings.retry().longest(), JITTER)
                .withLogSettings(RestartSettings.createLogSettings(Logging.DebugLevel()));
        Pair<UniqueKillSwitch, CompletionStage<Done>> running = RestartSource.onFailuresWithBackoff(
                        restart, this::attempt)
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.ignore(), Keep.both())
                .run(system);
        this.end = running.first();
        this.ended = running.second();
    }

    /**
     * Starts to read. Kafka need not be there yet.
     *
     * @param store stays open until {@link #stop()} has completed
     */
    public static TransferIngest start(
            ActorSystem<?> system,
            IngestSettings settings,
            RecordReader reader,
            WindowStore store,
            InstantSource clock) {
        return new TransferIngest(system, settings, reader, store, clock);
    }

    public IngestHealth health() {
        return health.now();
    }

    /** How many records Kafka had deleted before they were read, since this node started. */
    public long missed() {
        return position.missed();
    }

    /** How many records waited in Kafka to be read, when it was last asked: what a broker keeps for itself at the end of a partition included. */
    public long waiting() {
        return position.waiting();
    }

    /** Stops reading; completes when nothing more will be written to the store. */
    public CompletionStage<Done> stop() {
        health.stopped();
        end.shutdown();
        return ended.handleAsync(
                (done, failure) -> {
                    writer.close();
                    deadLetters.close();
                    admin.close(Duration.ofSeconds(1));
                    return Done.getInstance();
                },
                blocking);
    }

    /** The stream from the store's offsets on, until something fails. */
    private Source<Counters, NotUsed> attempt() {
        return Source.completionStage(CompletableFuture.supplyAsync(position::find, blocking))
                .flatMapConcat(this::follow)
                .mapAsync(READERS, batch -> CompletableFuture.supplyAsync(() -> readAll(batch), blocking))
                .mapAsync(1, readings -> CompletableFuture.supplyAsync(() -> writer.write(readings), blocking))
                .watchTermination((nothing, done) -> {
                    done.whenComplete((ok, failure) -> {
                        if (failure != null) {
                            health.waiting(failure);
                        }
                    });
                    return nothing;
                });
    }

    private Source<List<ConsumerRecord<byte[], byte[]>>, ?> follow(Map<TopicPartition, Long> from) {
        health.reading();
        return Consumer.plainSource(consumer, Subscriptions.assignmentWithOffset(new HashMap<>(from)))
                .groupedWithin(settings.batchRecords(), settings.batchWithin())
                .merge(watch(from), true);
    }

    /** Kafka's consumer waits for a lost broker in silence; so Kafka is asked beside it. Emits nothing; fails where the answer is amiss. */
    private Source<List<ConsumerRecord<byte[], byte[]>>, ?> watch(Map<TopicPartition, Long> from) {
        return Source.tick(settings.checkEvery(), settings.checkEvery(), from.keySet())
                .mapAsync(
                        1,
                        reading -> CompletableFuture.supplyAsync(
                                () -> {
                                    position.check(reading);
                                    return reading;
                                },
                                blocking))
                .mapConcat(reading -> List.of());
    }

    private List<Reading> readAll(List<ConsumerRecord<byte[], byte[]>> batch) {
        return batch.stream().map(reader::read).toList();
    }

    private static ConsumerSettings<byte[], byte[]> consumer(ActorSystem<?> system, IngestSettings settings) {
        return ConsumerSettings.create(system, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .withProperties(settings.kafka())
                .withProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .withProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")
                .withProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(settings.batchRecords()))
                .withStopTimeout(Duration.ZERO);
    }

    private static Map<String, Object> adminSettings(IngestSettings settings) {
        Map<String, Object> admin = new HashMap<>(settings.kafka());
        int patience = Math.toIntExact(settings.checkEvery().toMillis());
        admin.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, patience);
        admin.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        return admin;
    }
}
