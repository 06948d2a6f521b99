package io.mistnet.node.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.http.Health;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.oprf.PlainOprf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three holders over TLS make a key; police evaluates with any two of them. */
@Tag("slow")
class EvaluationOverTlsTest {

    @TempDir
    private Path folder;

    private LookupNetwork network;

    @BeforeEach
    void aNetwork() throws Exception {
        network = new LookupNetwork(folder);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void outputsAreThoseOfTheWholeKey() throws Exception {
        started();
        PlainOprf plain = network.plain(1);
        List<byte[]> inputs = inputs(2100);

        List<byte[]> outputs = network.evaluator().evaluate(inputs, network.terms(2100));

        assertThat(outputs).hasSize(2100);
        for (int i = 0; i < inputs.size(); i += 99) {
            assertThat(outputs.get(i)).isEqualTo(plain.evaluate(inputs.get(i)));
        }
        assertThat(network.evaluator().keyContext(1, Deadline.in(Duration.ofSeconds(10))))
                .isEqualTo(KeyContext.of("trial", 1, plain.publicKey()));
        assertThat(network.evaluator().evaluate(List.of(), network.terms(1))).isEmpty();
    }

    @Test
    void holdersThatAreNotAllThereSayForWhomTheyWait() throws Exception {
        network.start("bank-2");
        network.start("bank-3");
        network.awaitHealth(Health.State.DOWN, "waiting for fiu");
        assertThatThrownBy(() -> network.evaluator().evaluate(inputs(1), network.terms(1)))
                .isInstanceOf(HoldersAwayException.class)
                .hasMessageContaining("no key of epoch 1 is signed by all holders yet");
        network.start("fiu");
        network.awaitEstablished();
    }

    @Test
    void anotherHolderIsAskedForOneThatFailsInMidAnswer() throws Exception {
        started();
        OprfEvaluator evaluator = network.evaluator();
        EvaluationTerms terms = network.terms(1_000);
        List<byte[]> expected = evaluator.evaluate(inputs(1), terms);
        AtomicBoolean reached = new AtomicBoolean();
        Thread stopping = new Thread(() -> network.stop("bank-3"));
        network.start("bank-3", answer -> {
            if (!reached.getAndSet(true)) {
                stopping.start();
            }
            sleep(Duration.ofSeconds(2));
            return answer;
        });

        // A holder that could not be reached is left alone for some seconds
        while (!reached.get()) {
            sleep(Duration.ofMillis(20));
            assertThat(evaluator.evaluate(inputs(1), terms)).containsExactlyElementsOf(expected);
        }
        assertThat(evaluator.evaluate(inputs(1), terms)).containsExactlyElementsOf(expected);
        stopping.join();
    }

    @Test
    void tooFewHoldersAreNamedEachWithItsReason() throws Exception {
        started();
        OprfEvaluator evaluator = network.evaluator();
        evaluator.evaluate(inputs(1), network.terms(10));
        network.stop("bank-2");
        network.stop("fiu");

        assertThatThrownBy(() -> evaluator.evaluate(inputs(1), network.terms(10)))
                .isInstanceOfSatisfying(
                        HoldersAwayException.class,
                        away -> assertThat(away.reasons()).containsOnlyKeys("bank-2", "fiu"))
                .hasMessageStartingWith("2 holders of the lookup's key are needed, and too few answered: bank-2: ");
    }

    @Test
    void aHolderThatLiesIsNamedAndAvoided() throws Exception {
        started();
        network.start("bank-3", answer -> {
            byte[] lie = answer.clone();
            // the last byte of the proof
            lie[lie.length - 1] ^= 1;
            return lie;
        });
        OprfEvaluator evaluator = network.evaluator();
        EvaluationTerms terms = network.terms(100);
        byte[] expected = network.plain(1).evaluate(inputs(1).get(0));

        for (int i = 0; i < 30; i++) {
            assertThat(evaluator.evaluate(inputs(1), terms)).containsExactly(expected);
        }

        assertThat(network.meters
                        .get("mistnet.oprf.holder.failures")
                        .tags("holder", "bank-3", "kind", "deviated")
                        .counter()
                        .count())
                .isOne();
        network.stop("fiu");
        assertThatThrownBy(() -> evaluator.evaluate(inputs(1), terms))
                .hasMessageContaining("bank-3: not asked until")
                .hasMessageContaining("the proof does not hold");
    }

    @Test
    void anExhaustedQuotaIsRefusedByAll() throws Exception {
        started();
        OprfEvaluator evaluator = network.evaluator();
        EvaluationTerms terms = network.terms(10);
        evaluator.evaluate(inputs(10), terms);
        evaluator.evaluate(inputs(1), network.terms(1));

        assertThatThrownBy(() -> evaluator.evaluate(inputs(10), terms))
                .isInstanceOf(HoldersAwayException.class)
                .hasMessageContaining("0 of 10 are left for this authorisation");
    }

    @Test
    void anExpiredAuthorisationIsRefusedByAll() throws Exception {
        started();
        SignedAuthorisation old = network.authorisation(10, Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)));

        assertThatThrownBy(() -> network.evaluator().evaluate(inputs(1), LookupNetwork.soon(old)))
                .isInstanceOf(HoldersAwayException.class)
                .hasMessageContaining("authorisation refused: it expired at");
    }

    @Test
    void anInputThatIsTooLongIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> network.evaluator().evaluate(List.of(new byte[70_000]), network.terms(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 65535 bytes");
        assertThat(network.meters.find("mistnet.oprf.holder.failures").counters())
                .isEmpty();
    }

    @Test
    void evaluationsGoOnWhileTheSharesAreRefreshed() throws Exception {
        started();
        PlainOprf plain = network.plain(1);
        OprfEvaluator evaluator = network.evaluator();
        byte[] expected = plain.evaluate(inputs(1).get(0));
        AtomicInteger evaluations = new AtomicInteger();
        AtomicBoolean refreshed = new AtomicBoolean();
        Thread operator = new Thread(() -> {
            try {
                network.want(List.of(1), 1);
                for (String holder : LookupNetwork.HOLDERS) {
                    network.start(holder);
                    // the second of them began when this holder was there again
                    awaitMore(evaluations, 2);
                }
                network.awaitEstablished();
                refreshed.set(true);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        operator.start();
        while (operator.isAlive()) {
            assertThat(evaluator.evaluate(inputs(1), network.terms(100))).containsExactly(expected);
            evaluations.incrementAndGet();
        }

        assertThat(refreshed).isTrue();
        assertThat(evaluator.evaluate(inputs(1), network.terms(100))).containsExactly(expected);
        assertThat(network.folder("fiu")).isDirectoryContaining("glob:**/key-1-1.share");
        assertThat(network.folder("fiu")).isDirectoryNotContaining("glob:**/key-1-0.share");
        assertThat(network.plain(1).publicKey()).isEqualTo(plain.publicKey());
    }

    @Test
    void keyEpochsOverlap() throws Exception {
        started();
        byte[] input = inputs(1).get(0);
        byte[] underFirst = network.plain(1).evaluate(input);
        network.want(List.of(2, 1), 0);
        network.startAll();
        network.awaitEstablished();
        OprfEvaluator evaluator = network.evaluator();
        EvaluationTerms terms = network.terms(100);

        assertThat(evaluator.evaluate(1, List.of(input), terms)).containsExactly(underFirst);
        byte[] underSecond = evaluator.evaluate(List.of(input), terms).get(0);
        assertThat(underSecond)
                .isNotEqualTo(underFirst)
                .isEqualTo(network.plain(2).evaluate(input));

        network.want(List.of(2), 0);
        network.startAll();
        network.awaitEstablished();
        assertThatThrownBy(() -> evaluator.evaluate(1, List.of(input), terms)).isInstanceOf(HoldersAwayException.class);
        assertThat(network.folder("bank-2")).isDirectoryContaining("glob:**/key-1-0.share");
    }

    private void started() throws Exception {
        network.startAll();
        network.awaitEstablished();
    }

    private static List<byte[]> inputs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ("phone:+49170" + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static void awaitMore(AtomicInteger counter, int more) {
        int enough = counter.get() + more;
        Deadline end = Deadline.in(Duration.ofSeconds(40));
        while (counter.get() < enough) {
            assertThat(end.hasPassed())
                    .as("%d of %d evaluations in time", counter.get(), enough)
                    .isFalse();
            sleep(Duration.ofMillis(10));
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
