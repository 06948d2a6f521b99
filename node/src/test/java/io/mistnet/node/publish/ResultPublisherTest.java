package io.mistnet.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochResult;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.protocols.propagation.Policy;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(SharedKafka.class)
class ResultPublisherTest {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Long> published = new LinkedBlockingQueue<>();
    private FlagClients clients;
    private ResultPublisher publisher;
    private long epoch;

    @BeforeEach
    void aPublisherWithTopicsOfItsOwn(KafkaBroker broker) {
        String name = UUID.randomUUID().toString();
        clients = FlagClients.of(Map.of("bootstrap.servers", broker.bootstrapServers()), name);
        publisher = new ResultPublisher(
                clients,
                new FlagTopics("flags-" + name, "alerts-" + name),
                Policy.defaults(),
                Currency.getInstance("EUR"),
                new Listener());
        publisher.start();
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void aPublisherThatIsFencedGoesOnInAnotherSession() throws Exception {
        publishes();
        fence();
        publishes();
        for (int result = 1; result < ResultPublisher.RESULTS_ALONE; result++) {
            publishes();
        }
        fence();
        publishes();

        assertThat(publisher.failure().toCompletableFuture()).isNotDone();
    }

    @Test
    void aPublisherThatIsFencedTwiceWithinFewResultsIsNotAloneAndStops() throws Exception {
        publishes();
        fence();
        publishes();
        publishes();
        fence();
        accept();

        assertThat(publisher.failure().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .contains("another node publishes as " + clients.name());
        assertThat(published).isEmpty();
    }

    /** As another node does, and as Kafka does with a transaction that lasts for too long. */
    private void fence() {
        try (Producer<String, String> other = clients.producer()) {
            other.initTransactions();
        }
    }

    /** Every epoch changes the account's flag. */
    private void accept() {
        epoch++;
        publisher.accept(new EpochResult(
                epoch, Instant.EPOCH, true, List.of("A"), new double[] {epoch % 2}, accounts -> Map.of()));
    }

    private void publishes() throws InterruptedException {
        accept();
        assertThat(published.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(epoch);
    }

    private final class Listener implements PublishListener {
        @Override
        public void onPublished(Publication publication) {
            published.add(publication.epoch());
        }

        @Override
        public void onFailure() {
            // trying again is what the tests are about
        }
    }
}
