package io.mistnet.node.intelligence;

import static io.mistnet.node.intelligence.Sealed.TERMS;
import static io.mistnet.node.intelligence.Sealed.add;
import static io.mistnet.node.intelligence.Sealed.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.storage.StorageException;
import io.mistnet.protocols.retrieval.AnswerHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTableTest {

    private static final int COLUMNS = TERMS.layout().columns();
    private static final int MOST_SWEEPS = 100;

    @TempDir
    Path directory;

    private final HeldColumns columns = new HeldColumns();

    @Test
    void beforeAllIsLoadedQuestionsAndUpdatesAreToldHowFarItIs() throws InterruptedException {
        try (LookupTable table = open()) {
            columns.let(2);
            while (table.percent() < 33) {
                sleep(1);
            }
            assertThatThrownBy(() -> table.read(header -> header))
                    .isInstanceOf(LoadingException.class)
                    .hasMessage("the intelligence table is loading, 33 %; try again in a moment");
            assertThatThrownBy(() -> table.apply("fiu", batch(1, add(1, 1, 1)))).isInstanceOf(LoadingException.class);
            assertThat(table.loaded()).isNotDone();
            columns.let(COLUMNS - 2);
            table.loaded().join();
            assertThat(table.percent()).isEqualTo(100);
            AnswerHeader header = table.read(h -> h);
            assertThat(header.boundary()).isEqualTo(COLUMNS);
        }
    }

    @Test
    void batchesThatComeDuringASweepAreTheNextOnesTogether() throws InterruptedException {
        try (LookupTable table = open()) {
            columns.let(COLUMNS);
            table.loaded().join();
            Receipt first = table.apply("fiu", batch(1, add(1, 1, 1)));
            columns.let(1);
            Receipt second = table.apply("fiu", batch(2, add(2, 2, 1)));
            Receipt third = table.apply("bank", batch(3, add(3, 3, 1)));
            columns.let(COLUMNS - 1);
            table.visible(first).toCompletableFuture().join();
            assertThat(table.visible(second).toCompletableFuture()).isNotDone();
            byte[] seedOfFirst = columns.seeds.get(COLUMNS - 1);
            columns.let(COLUMNS);
            table.visible(second).toCompletableFuture().join();
            table.visible(third).toCompletableFuture().join();
            assertThat(columns.writes.availablePermits()).isZero();
            assertThat(columns.seeds)
                    .allMatch(seed -> Arrays.equals(seed, columns.seeds.get(0)))
                    .noneMatch(seed -> Arrays.equals(seed, seedOfFirst));
        }
    }

    @Test
    void aSweepAndQuestionsTakeTurns() throws InterruptedException {
        try (LookupTable table = open()) {
            columns.let(COLUMNS);
            table.loaded().join();
            columns.mayWrite.release(MOST_SWEEPS * COLUMNS);
            // Questions never leave a gap: without turns the sweep would wait for ever
            AtomicBoolean ended = new AtomicBoolean();
            List<AtomicInteger> asked =
                    Stream.generate(AtomicInteger::new).limit(3).toList();
            List<CompletableFuture<Void>> asking = asked.stream()
                    .map(count -> CompletableFuture.runAsync(
                            () -> {
                                while (!ended.get()) {
                                    table.read(header -> {
                                        sleep(3);
                                        return header;
                                    });
                                    count.incrementAndGet();
                                }
                            },
                            question -> new Thread(question).start()))
                    .toList();
            for (int round = 1; round <= 10 || isBehind(asked, round - 1); round++) {
                assertThat(round).as("sweeps, and questions so far: %s", asked).isLessThan(MOST_SWEEPS);
                Receipt receipt = table.apply("fiu", batch(round, add(round, round, 1)));
                assertThat(table.visible(receipt).toCompletableFuture()).succeedsWithin(20, TimeUnit.SECONDS);
            }
            ended.set(true);
            asking.forEach(CompletableFuture::join);
        }
    }

    @Test
    void aDamagedStoreIsReportedToAllWhoAsk() throws IOException {
        columns.mayWrite.release(1_000);
        try (LookupTable table = open()) {
            table.loaded().join();
            table.apply("fiu", batch(1, add(1, 1, 1)));
        }
        try (LookupTable table = open()) {
            table.loaded().join();
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".sst")).toList()) {
                byte[] content = Files.readAllBytes(file);
                content[content.length / 3] ^= 4;
                Files.write(file, content);
            }
        }
        assertThatThrownBy(() -> {
                    try (LookupTable table = open()) {
                        assertThatThrownBy(() -> table.loaded().join()).isInstanceOf(CompletionException.class);
                        table.read(header -> header);
                    }
                })
                .isInstanceOf(StorageException.class);
    }

    @Test
    void whoWaitsForASweepIsToldThatTheTableIsClosed() throws InterruptedException {
        CompletableFuture<Void> visible;
        try (LookupTable table = open()) {
            columns.let(COLUMNS);
            table.loaded().join();
            visible = table.visible(table.apply("fiu", batch(1, add(1, 1, 1)))).toCompletableFuture();
            columns.let(1);
            columns.mayWrite.release(1);
        }
        assertThatThrownBy(visible::join).hasRootCauseMessage("the intelligence table is closed");
    }

    /** Whether some asker had only a turn for each sweep so far, or fewer: it may have begun late. */
    private static boolean isBehind(List<AtomicInteger> asked, int sweeps) {
        return asked.stream().anyMatch(count -> count.get() <= sweeps);
    }

    private LookupTable open() {
        return LookupTable.open(directory, TERMS, columns, new SecureRandom());
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Columns that are written when the test lets them. */
    private static final class HeldColumns implements ColumnWriter {

        final Semaphore mayWrite = new Semaphore(0);
        final Semaphore writes = new Semaphore(0);
        final List<byte[]> seeds = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(COLUMNS, null)));

        @Override
        public void writeColumn(int column, ByteBuffer plaintexts, byte[] padSeed) {
            try {
                mayWrite.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            seeds.set(column, padSeed);
            writes.release();
        }

        /** Lets some columns be written, and waits until they are. */
        void let(int count) throws InterruptedException {
            mayWrite.release(count);
            writes.acquire(count);
        }
    }
}
