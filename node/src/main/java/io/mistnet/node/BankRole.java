package io.mistnet.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.connectors.json.JsonTransferDecoder;
import io.mistnet.connectors.pacs008.Pacs008TransferDecoder;
import io.mistnet.connectors.reader.TransferReader;
import io.mistnet.connectors.transfer.ExchangeRates;
import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.OwnTransfers;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.epoch.LedgerSource;
import io.mistnet.node.epoch.ResultSink;
import io.mistnet.node.ingest.BookingReader;
import io.mistnet.node.ingest.IngestHealth;
import io.mistnet.node.ingest.IngestMeters;
import io.mistnet.node.ingest.IngestSettings;
import io.mistnet.node.ingest.IngestTopics;
import io.mistnet.node.ingest.RecordReader;
import io.mistnet.node.ingest.RiskScoreReader;
import io.mistnet.node.ingest.TransferIngest;
import io.mistnet.node.ledger.BankLedger;
import io.mistnet.node.ledger.LedgerBuilder;
import io.mistnet.node.ledger.WindowLedgers;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.publish.FlagClients;
import io.mistnet.node.publish.FlagTopics;
import io.mistnet.node.publish.PublishMeters;
import io.mistnet.node.publish.ResultPublisher;
import io.mistnet.node.risk.RuleScorer;
import io.mistnet.node.window.ActivityShape;
import io.mistnet.node.window.BicDirectory;
import io.mistnet.node.window.Booking;
import io.mistnet.node.window.Surroundings;
import io.mistnet.node.window.WindowShape;
import io.mistnet.node.window.WindowStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** What a bank has beside its part in epochs: the window of its transfers, the stream that fills it, and the publisher of its results. */
final class BankRole {

    private static final int MOST_RECORD_BYTES = 1 << 20;
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int TRANSFERS_IN_AN_ALERT = 20;

    private final NodeConfig config;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final BicDirectory directory;
    private final Currency currency;
    private final ExchangeRates rates;
    private final WindowStore store;
    private final WindowLedgers ledgers;
    private final ResultPublisher publisher;
    private @Nullable TransferIngest ingest;

    /** Opens the window, and begins to publish; Kafka need not be there yet. */
    BankRole(NodeConfig config, Network network, InstantSource clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        List<String> banks = network.banks().stream().map(Institution::id).toList();
        this.directory = new BicDirectory(
                network.banks().stream().map(Institution::bics).toList(), banks.indexOf(config.institution()));
        this.currency = network.rates().currency();
        this.rates = new ExchangeRates(currency, network.rates().perUnit());
        this.store = WindowStore.open(
                config.dataDirectory().resolve("window"),
                WindowShape.of(
                        network.timing().window(),
                        network.timing().interval(),
                        network.timing().lateness()),
                new ActivityShape(config.scoring().slot(), config.scoring().reportingThreshold()),
                directory,
                clock);
        RuleScorer scorer = RuleScorer.standard(
                config.scoring().passedOnWithin(), config.scoring().largeAmount());
        this.ledgers = new WindowLedgers(store, new LedgerBuilder(scorer, network.localTransfers()));
        this.publisher = new ResultPublisher(
                FlagClients.of(config.kafka().settings(), config.kafka().group() + "-flags"),
                new FlagTopics(
                        config.kafka().topics().riskFlags(),
                        config.kafka().topics().alerts()),
                network.policy(),
                currency,
                new PublishMeters(meters, clock));
        publisher.start();
    }

    /** Begins to read the bank's transfers. */
    void startIngest(ActorSystem<?> system) {
        IngestTopics topics = new IngestTopics(
                config.kafka().topics().transfers(),
                config.kafka().topics().riskScores(),
                config.kafka().topics().deadLetters());
        BookingReader bookings = new BookingReader(
                new TransferReader(
                        new JsonTransferDecoder(), new Pacs008TransferDecoder(), MOST_RECORD_BYTES, SKEW, clock),
                rates,
                directory);
        TransferIngest started = TransferIngest.start(
                system,
                IngestSettings.defaults(topics, config.kafka().settings()),
                new RecordReader(topics, bookings, new RiskScoreReader(SKEW, clock)),
                store,
                clock);
        IngestMeters.register(meters, started, store);
        ingest = started;
    }

    /** What the bank itself knows at present of the transfers around one of its accounts. */
    OwnTransfers ownTransfers() {
        return account -> {
            Surroundings found = store.surroundings(account, OwnTransfers.MOST);
            return new OwnTransfers.Around(
                    found.transfers().stream().map(this::transfer).toList(), found.complete());
        };
    }

    private Transfer transfer(Booking booking) {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return new Transfer(
                booking.uetr(),
                new InstructedAmount(BigDecimal.valueOf(booking.amount(), digits), currency),
                booking.debtor().number(),
                booking.debtor().agent(),
                booking.creditor().number(),
                booking.creditor().agent(),
                booking.settlementTime());
    }

    /** Whether the bank holds the accounts of an agent. */
    boolean isOwn(String bic) {
        return directory.isOwn(bic);
    }

    LedgerSource ledgers() {
        return (cutOff, banks) -> {
            BankLedger ledger = ledgers.at(cutOff);
            return new LedgerSource.Snapshot(
                    ledger.ledger(),
                    ledger.accounts(),
                    accounts -> store.recentTransfers(ledger.window(), accounts, TRANSFERS_IN_AN_ALERT));
        };
    }

    ResultSink results() {
        return publisher;
    }

    /** Why it publishes nothing at present, if so. */
    Optional<String> publishingTrouble() {
        return publisher.trouble();
    }

    /** Completes where the node can publish no more and must end, with the reason. */
    CompletionStage<String> failure() {
        return publisher.failure();
    }

    Optional<IngestHealth> ingestHealth() {
        return Optional.ofNullable(ingest).map(TransferIngest::health);
    }

    CompletionStage<Done> stopIngest() {
        return ingest == null ? CompletableFuture.completedFuture(Done.getInstance()) : ingest.stop();
    }

    /** After the stream and the epochs have ended. */
    void close() {
        publisher.close();
        store.close();
    }
}
