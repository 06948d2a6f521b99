package io.mistnet.node.ingest;

import com.typesafe.config.ConfigFactory;
import io.mistnet.connectors.json.JsonTransferDecoder;
import io.mistnet.connectors.pacs008.Pacs008TransferDecoder;
import io.mistnet.connectors.reader.TransferReader;
import io.mistnet.connectors.transfer.ExchangeRates;
import io.mistnet.node.window.WindowFixture;
import io.mistnet.node.window.WindowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Ingest of the fixture's bank, wired as a node wires it. */
final class BankStream implements AutoCloseable {

    static final int MOST_BYTES = 10_000;

    private final ActorSystem<Void> system;
    private final WindowStore store;
    private final TransferIngest ingest;

    BankStream(Path directory, String bootstrapServers, IngestTopics topics, int batchRecords) {
        InstantSource clock = InstantSource.fixed(WindowFixture.NOW);
        Duration skew = Duration.ofSeconds(10);
        system = ActorSystem.create(
                Behaviors.empty(),
                "ingest",
                ConfigFactory.parseString("pekko.loglevel = ERROR, pekko.stdout-loglevel = ERROR")
                        .withFallback(ConfigFactory.load()));
        store = WindowStore.open(directory, WindowFixture.SHAPE, WindowFixture.ACTIVITY, WindowFixture.BANKS, clock);
        BookingReader bookings = new BookingReader(
                new TransferReader(new JsonTransferDecoder(), new Pacs008TransferDecoder(), MOST_BYTES, skew, clock),
                new ExchangeRates(Currency.getInstance("EUR"), Map.of()),
                WindowFixture.BANKS);
        IngestSettings settings = new IngestSettings(
                topics,
                Map.of("bootstrap.servers", bootstrapServers),
                batchRecords,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                new IngestSettings.Retry(Duration.ofMillis(200), Duration.ofSeconds(1)));
        ingest = TransferIngest.start(
                system, settings, new RecordReader(topics, bookings, new RiskScoreReader(skew, clock)), store, clock);
    }

    static IngestTopics topics(String name) {
        return new IngestTopics(name + ".transfers", Optional.of(name + ".risk-scores"), name + ".dead-letters");
    }

    WindowStore store() {
        return store;
    }

    TransferIngest ingest() {
        return ingest;
    }

    @Override
    public void close() {
        CompletionStage<Done> stopped = ingest.stop();
        stopped.toCompletableFuture().join();
        store.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
