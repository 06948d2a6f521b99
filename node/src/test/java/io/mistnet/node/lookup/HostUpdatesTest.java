package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mistnet.he.Kernel;
import io.mistnet.node.answering.HostTables;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.node.wire.proto.LookupWire.UpdateReply;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostUpdatesTest {

    @TempDir
    Path folder;

    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HostTables tables;
    private HostUpdates updates;

    @BeforeEach
    void aLoadedTable() {
        tables = new HostTables(
                folder, new byte[32], Sealed.TERMS.parameters(), 1_000, Kernel.best(), new SecureRandom());
        tables.serve(1).loaded().join();
        updates = new HostUpdates(tables);
    }

    @AfterEach
    void close() {
        held.countDown();
        threads.shutdownNow();
        tables.close();
    }

    @Test
    void whereManyWaitAFurtherUpdateIsToldToComeBackBeforeAnyOfItIsDone() throws Exception {
        LookupTable table = tables.records(1);
        holdColumns(table);
        List<Future<UpdateReply>> waiting = new ArrayList<>();
        for (int i = 1; i <= HostUpdates.MOST_WAITS; i++) {
            int record = i;
            waiting.add(threads.submit(() -> applied(record, true)));
        }
        while (table.records() < HostUpdates.MOST_WAITS) {
            Thread.sleep(1);
        }

        UpdateReply further = applied(9, true);
        assertThat(further.getRefusal().getReason()).isEqualTo(Reason.REASON_BUSY);
        assertThat(further.getRefusal().getText()).contains("4 updates wait already", "nothing was done");
        assertThat(table.records()).isEqualTo(HostUpdates.MOST_WAITS);
        assertThat(applied(10, false).getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());

        held.countDown();
        for (Future<UpdateReply> reply : waiting) {
            assertThat(reply.get().getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());
        }
        assertThat(applied(9, true).getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());
    }

    /** A question that does not end keeps the sweep from the next column. */
    private void holdColumns(LookupTable table) throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        threads.execute(() -> table.read(header -> {
            asking.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return header;
        }));
        asking.await();
    }

    private UpdateReply applied(int record, boolean untilVisible) throws Exception {
        UpdateBatch batch = Sealed.batch(record, Sealed.add(record, record, 1));
        ByteBuffer id = ByteBuffer.allocate(BatchId.BYTES);
        batch.id().write(id);
        byte[] request = LookupWire.UpdateRequest.newBuilder()
                .setKeyEpoch(1)
                .setBatchId(ByteString.copyFrom(id.flip()))
                .setOperations(new OperationCodec(Sealed.TERMS.parameters()).encode(batch.operations()))
                .setUntilVisible(untilVisible)
                .build()
                .toByteArray();
        return UpdateReply.parseFrom(updates.apply("fiu", request, Deadline.in(Duration.ofMinutes(1))));
    }
}
