package io.mistnet.simulator.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts a scenario's transfers into the Kafka of the banks that see them, at an even pace. */
final class Replay implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTSIDE_ACCOUNT = "OUTSIDE";
    private static final String OUTSIDE_BIC = "ZZZZDEFF";

    private final Scenario scenario;
    private final List<Bank> banks;
    private final InstantSource clock;
    private final KafkaProducer<String, String> producer;
    private final long[] sentAt;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger records = new AtomicInteger();

    Replay(Scenario scenario, List<Bank> banks, String kafka, InstantSource clock) {
        this.clock = clock;
        this.scenario = scenario;
        this.banks = banks;
        this.sentAt = new long[scenario.transfers().size()];
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", "2", "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Tells every bank its own scores: of all its accounts, so that its own rules add nothing that is not known here. */
    void sendRiskScores() {
        String now = clock.instant().toString();
        for (Scenario.Account account : scenario.accounts()) {
            ObjectNode score = JSON.createObjectNode()
                    .put("account", account.number())
                    .put("risk", account.risk())
                    .put("validFrom", now);
            producer.send(
                    new ProducerRecord<>(banks.get(account.bank()).riskScores(), account.number(), score.toString()));
        }
        producer.flush();
    }

    /** Sends all transfers, spread over a time. Returns when the last has been taken by Kafka, or the thread is interrupted. */
    void run(Duration duration) {
        try {
            send(duration);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Duration duration) {
        int transfers = scenario.transfers().size();
        long start = System.nanoTime();
        for (int k = 0; k < transfers && !Thread.currentThread().isInterrupted(); k++) {
            pause(start + (long) ((double) k / transfers * duration.toNanos()));
            sentAt[k] = System.nanoTime();
            send(scenario.transfers().get(k));
            sent.set(k + 1);
        }
        producer.flush();
    }

    /** How many transfers were sent. */
    int sent() {
        return sent.get();
    }

    /** How many records that made: one for each bank that sees a transfer. */
    int records() {
        return records.get();
    }

    /** When a transfer was sent, by {@link System#nanoTime}. */
    long sentAt(int transfer) {
        return sentAt[transfer];
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private static void pause(long until) {
        long left = until - System.nanoTime();
        if (left > 1_000_000) {
            try {
                Thread.sleep(Duration.ofNanos(left).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void send(Scenario.Move move) {
        ObjectNode transfer =
                JSON.createObjectNode().put("uetr", UUID.randomUUID().toString());
        transfer.putObject("instructedAmount")
                .put("amount", BigDecimal.valueOf(move.amount(), 2).toPlainString())
                .put("currency", "EUR");
        transfer.put("debtorAccount", account(move.debtor()))
                .put("debtorAgent", bic(move.debtor()))
                .put("creditorAccount", account(move.creditor()))
                .put("creditorAgent", bic(move.creditor()))
                .put("settlementTime", clock.instant().toString());
        String record = transfer.toString();
        int debtorBank = bank(move.debtor());
        int creditorBank = bank(move.creditor());
        if (debtorBank >= 0) {
            producer.send(new ProducerRecord<>(banks.get(debtorBank).transfers(), record));
            records.incrementAndGet();
        }
        if (creditorBank >= 0 && creditorBank != debtorBank) {
            producer.send(new ProducerRecord<>(banks.get(creditorBank).transfers(), record));
            records.incrementAndGet();
        }
    }

    private int bank(int account) {
        return account == Scenario.OUTSIDE
                ? -1
                : scenario.accounts().get(account).bank();
    }

    private String account(int account) {
        return account == Scenario.OUTSIDE
                ? OUTSIDE_ACCOUNT
                : scenario.accounts().get(account).number();
    }

    private String bic(int account) {
        return account == Scenario.OUTSIDE
                ? OUTSIDE_BIC
                : banks.get(scenario.accounts().get(account).bank()).bic();
    }
}
