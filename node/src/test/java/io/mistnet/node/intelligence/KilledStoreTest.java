package io.mistnet.node.intelligence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledStoreTest {

    private static final int KILLS = 8;

    @TempDir
    Path directory;

    @TempDir
    Path output;

    @Test
    void eachBatchOfAKilledProcessIsThereAsAWholeOrNotAtAllAndNoneThatWasAcknowledgedIsLost()
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(3);
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = runAndKill(random.nextInt(400));
            assertThat(acknowledged).isGreaterThan(before);
            before = checkWhole(acknowledged);
        }
    }

    /** The number of the last batch that the process said was durable. */
    private long runAndKill(int millis) throws IOException, InterruptedException {
        Path printed = Files.createTempFile(output, "printed", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StoreProcess.class.getName(),
                        directory.toString())
                .redirectError(Redirect.INHERIT)
                .redirectOutput(printed.toFile())
                .start();
        try {
            while (Files.size(printed) == 0 && process.isAlive()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<String> whole = Files.readString(printed).lines().toList();
        return Long.parseLong(whole.get(whole.size() - 1));
    }

    private long checkWhole(long acknowledged) {
        try (RecordStore store = RecordStore.open(directory, StoreProcess.TERMS)) {
            PlainTable table = new PlainTable(StoreProcess.TERMS);
            long last = store.load(new SecureRandom(), table);
            assertThat(last).isBetween(acknowledged, acknowledged + 1);
            assertThat(store.records()).isEqualTo(Math.min(last, 2L) * StoreProcess.RECORDS);
            for (long batch = Math.max(1, last - 1); batch <= last; batch++) {
                for (int i = 0; i < StoreProcess.RECORDS; i++) {
                    long selector = batch * StoreProcess.RECORDS + i;
                    assertThat(table.find(Sealed.position(selector), Sealed.fingerprint(selector, 0)))
                            .containsExactly(Sealed.label(selector, 0, (int) batch, Sealed.SLOTS));
                }
            }
            Receipt again = store.apply("fiu", StoreProcess.batch(last));
            assertThat(again.batch()).isEqualTo(last);
            return last;
        }
    }
}
