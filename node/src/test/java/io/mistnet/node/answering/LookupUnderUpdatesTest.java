package io.mistnet.node.answering;

import static io.mistnet.node.intelligence.OperationResult.ADDED;
import static io.mistnet.node.intelligence.OperationResult.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.protocols.retrieval.SealedLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LookupUnderUpdatesTest {

    private static final int SELECTORS = 250;
    private static final int ROUNDS = 25;
    private static final int ASKERS = 3;

    @TempDir
    Path folder;

    private final AtomicInteger visible = new AtomicInteger();
    private final AtomicInteger applied = new AtomicInteger();
    private final AtomicInteger duringSweeps = new AtomicInteger();

    /** Every round seals all records anew and adds or removes others beside them. A record must be found at any time, once, with a label no older than the last visible round. */
    @Test
    void everyRecordIsFoundAtAnyTimeOfAnUpdate() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(ASKERS);
        try (DeskFixture host = DeskFixture.open(folder, DeskFixture.LIMITS)) {
            apply(host, 0, i -> Sealed.add(i, i, 0));
            visible.set(0);
            List<Future<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                TestAsker asker = host.asker("asker-" + i);
                asking.add(threads.submit(ask(asker, i)));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                int label = round;
                applied.set(round);
                Receipt receipt = apply(host, round, i -> Sealed.update(i, i, label));
                assertThat(receipt.results().subList(0, SELECTORS)).containsOnly(UPDATED);
                host.records().visible(receipt).toCompletableFuture().join();
                visible.set(round);
                shake(host, round);
            }
            applied.set(-1);
            for (Future<Integer> asker : asking) {
                assertThat(asker.get()).isGreaterThan(20);
            }
            assertThat(duringSweeps.get()).isGreaterThan(10);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Integer> ask(TestAsker asker, int seed) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            int asked = 0;
            while (applied.get() >= 0) {
                long selector = random.nextInt(SELECTORS);
                int least = visible.get();
                Answered answered = asker.ask(selector);
                if (answered.header().boundary()
                        < DeskFixture.PARAMETERS.layout().columns()) {
                    duringSweeps.incrementAndGet();
                }
                int last = applied.get();
                int most = last < 0 ? ROUNDS : last;
                List<SealedLabel> allowed = IntStream.rangeClosed(least, most)
                        .mapToObj(label -> Sealed.label(selector, 0, label, DeskFixture.PARAMETERS.slots()))
                        .toList();
                assertThat(asker.open(selector, answered)).hasSize(1).isSubsetOf(allowed);
                assertThat(asker.find(selector + 1_000_000)).isEmpty();
                asked++;
            }
            return asked;
        };
    }

    /** Neighbours come and go. */
    private static void shake(DeskFixture host, int round) {
        Operation[] operations = IntStream.range(0, 250)
                .mapToObj(i -> round % 2 == 1 ? Sealed.add(5_000 + i, 5_000 + i, round) : Sealed.remove(5_000 + i))
                .toArray(Operation[]::new);
        host.records().apply("bank", Sealed.batch(1_000 + round, operations));
    }

    private static Receipt apply(DeskFixture host, int batch, java.util.function.IntFunction<Operation> operation) {
        Receipt receipt = host.records()
                .apply(
                        "fiu",
                        Sealed.batch(
                                batch,
                                IntStream.range(0, SELECTORS)
                                        .mapToObj(operation)
                                        .toArray(Operation[]::new)));
        assertThat(receipt.results().get(0)).isIn(ADDED, UPDATED);
        host.records().visible(receipt).toCompletableFuture().join();
        return receipt;
    }
}
