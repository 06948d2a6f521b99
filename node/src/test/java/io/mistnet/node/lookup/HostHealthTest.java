package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.Sealed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostHealthTest {

    @TempDir
    Path folder;

    @Test
    void healthIsDownUntilTheTableIsLoadedAndAgainWhenASweepHasFailed() {
        CountDownLatch mayLoad = new CountDownLatch(1);
        AtomicBoolean isBroken = new AtomicBoolean();
        try (LookupTable table = LookupTable.open(
                folder,
                Sealed.TERMS,
                (column, plaintexts, padSeed) -> {
                    await(mayLoad);
                    if (isBroken.get()) {
                        throw new IllegalStateException("no memory to write to");
                    }
                },
                new SecureRandom())) {
            HealthCheck check = new HostHealth(List.of(table));
            assertThat(check.health()).isEqualTo(Health.down("loading the records of key epoch 1, 0 %"));
            mayLoad.countDown();
            table.loaded().join();
            assertThat(check.health()).isEqualTo(Health.up("0 records"));

            isBroken.set(true);
            Receipt receipt = table.apply("fiu", Sealed.batch(1, Sealed.add(1, 1, 1)));
            assertThatThrownBy(
                            () -> table.visible(receipt).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class);
            assertThat(check.health())
                    .isEqualTo(
                            Health.down(
                                    "the table of key epoch 1 is out of order and answers nothing: no memory to write to; see to that, then restart the node, which loads the table anew"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
