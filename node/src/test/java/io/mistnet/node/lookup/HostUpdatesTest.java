package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.mistnet.he.Kernel;
import io.mistnet.node.answering.HostTables;
import io.mistnet.node.answering.UpdateQuota;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.node.wire.proto.LookupWire.UpdateReply;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostUpdatesTest {

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HostTables tables;
    private HostUpdates updates;

    @BeforeEach
    void aLoadedTable() {
        tables = new HostTables(
                folder, new byte[32], Sealed.TERMS.parameters(), 1_000, Kernel.best(), new SecureRandom());
        tables.serve(1).loaded().join();
        updates = new HostUpdates(tables, new UpdateQuota(1_000, 1_000_000, now::get));
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

    @Test
    void anUpdateUnderAnotherKeyThanTheRecordsHereIsRefusedAndChangesNothing() throws Exception {
        applied(1, true);
        byte[] anew = new byte[32];
        anew[0] = (byte) 0xab;

        assertThatThrownBy(() -> updates.apply("bank-1", request(2, true, anew), soon()))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("under another key of the same key epoch")
                .hasMessageContaining("yours ab00000000000000");
        assertThat(tables.records(1).records()).isEqualTo(1);
        assertThat(applied(2, true).getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());
    }

    @Test
    void anUpdateThatDoesNotSayItsKeyIsRefused() {
        assertThatThrownBy(() -> updates.apply("bank-1", request(1, true, new byte[0]), soon()))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("a key context of 0 bytes, not 32");
        assertThat(tables.records(1).records()).isZero();
    }

    @Test
    void whoSendsTooManyBatchesIsToldWhenToComeBackAndNobodyElseIs() throws Exception {
        updates = new HostUpdates(tables, new UpdateQuota(3, 1_000_000, now::get));
        for (int record = 1; record <= 3; record++) {
            assertThat(applied(record, false).getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());
        }

        UpdateReply further = applied(4, false);
        assertThat(further.getRefusal().getReason()).isEqualTo(Reason.REASON_QUOTA);
        assertThat(further.getRefusal().getText())
                .isEqualTo("quota: 3 update batches an hour are used up; retry in 1201 s");
        assertThat(further.getRefusal().getRetryAfterMs()).isEqualTo(1_200_000);
        assertThat(tables.records(1).records()).isEqualTo(3);
        assertThat(UpdateReply.parseFrom(updates.apply("bank-1", request(5, false, new byte[32]), soon()))
                        .hasResults())
                .isTrue();

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(20)));
        assertThat(applied(4, false).getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());
        assertThat(applied(6, false).getRefusal().getReason()).isEqualTo(Reason.REASON_QUOTA);
    }

    @Test
    void operationsCountPaddingIncludedAndWhatIsRefusedCountsNotAtAll() throws Exception {
        updates = new HostUpdates(tables, new UpdateQuota(2, 16 + 15, now::get));
        applied(1, false);
        for (int i = 0; i < 5; i++) {
            assertThat(applied(2, false).getRefusal().getText()).contains("31 update operations an hour are used up");
        }

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
        assertThat(applied(2, false).getResults().byteAt(0)).isEqualTo(OperationResult.ADDED.code());
    }

    @Test
    void anUpdateThatHoldsMoreThanItsFieldsIsRefused() {
        byte[] request = request(1, true, new byte[32]);
        byte[] more = Arrays.copyOf(request, request.length + 2);
        more[request.length] = 15 << 3 | 2;
        assertThatThrownBy(() -> updates.apply("bank-1", more, soon()))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("these bytes are not an update");
        assertThat(tables.records(1).records()).isZero();
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
        return UpdateReply.parseFrom(updates.apply("fiu", request(record, untilVisible, new byte[32]), soon()));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    private static byte[] request(int record, boolean untilVisible, byte[] keyContext) {
        UpdateBatch batch = Sealed.batch(record, Sealed.add(record, record, 1));
        ByteBuffer id = ByteBuffer.allocate(BatchId.BYTES);
        batch.id().write(id);
        return LookupWire.UpdateRequest.newBuilder()
                .setKeyEpoch(1)
                .setBatchId(ByteString.copyFrom(id.flip()))
                .setOperations(new OperationCodec(Sealed.TERMS.parameters()).encode(batch.operations()))
                .setUntilVisible(untilVisible)
                .setKeyContext(ByteString.copyFrom(keyContext))
                .build()
                .toByteArray();
    }
}
