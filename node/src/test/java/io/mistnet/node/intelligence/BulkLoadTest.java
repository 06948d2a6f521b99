package io.mistnet.node.intelligence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.he.Kernel;
import io.mistnet.he.Table;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.LookupPlanner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BulkLoadTest {

    private static final int RECORDS = Integer.getInteger("mistnet.test.records", 200_000);
    private static final Duration MOST_PER_MILLION = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    /** Of records with labels of 32 bytes. The CPU time of the thread that reads, checks, places and encodes, by compiled code. */
    @Test
    void aMillionRecordsAreLoadedInFiveSecondsOfCpuTime() {
        LookupParameters parameters = LookupPlanner.plan(RECORDS, 32, 4);
        StoreTerms terms = new StoreTerms(new byte[32], 1, parameters, Integer.MAX_VALUE);
        try (RecordStore store = RecordStore.open(directory, terms)) {
            store.load(new SecureRandom(), (column, plaintexts) -> {});
            addAll(store);
        }
        try (RecordStore store = RecordStore.open(directory, terms);
                Table table = new Table(parameters.encryption(), Kernel.best())) {
            LookupIndex index = new LookupIndex(
                    parameters.layout().columns(), new MaskedColumns(parameters, table), new SecureRandom());
            Runnable load = () -> index.sweep(1, sink -> store.load(new SecureRandom(), sink));
            load.run();
            Duration cpu = cpuTime(load);
            System.out.printf(
                    "%d records loaded in %d ms CPU time, %d MB%n", RECORDS, cpu.toMillis(), table.nativeBytes() >> 20);
            assertThat(store.records()).isEqualTo(RECORDS);
            assertThat(cpu).isLessThan(MOST_PER_MILLION.multipliedBy(RECORDS).dividedBy(1_000_000));
        }
    }

    private static Duration cpuTime(Runnable task) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        task.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);
    }

    private static void addAll(RecordStore store) {
        int batch = UpdateBatch.SIZES.get(UpdateBatch.SIZES.size() - 1);
        for (long first = 0; first < RECORDS; first += batch) {
            Operation[] operations = LongStream.range(first, Math.min(RECORDS, first + batch))
                    .mapToObj(i -> new Operation.Add(Sealed.contribution(i, i, 1, store.terms())))
                    .toArray(Operation[]::new);
            assertThat(store.apply("bank", Sealed.batch(first, operations)).results())
                    .allMatch(OperationResult::isDone);
        }
    }
}
