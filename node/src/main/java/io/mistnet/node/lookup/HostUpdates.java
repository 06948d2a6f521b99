package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import io.mistnet.node.answering.HostTables;
import io.mistnet.node.answering.RefusedQuestionException;
import io.mistnet.node.answering.UpdateQuota;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.LoadingException;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.node.wire.proto.LookupWire.UpdateReply;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries out contributors' update batches. The reply says what became of each operation once the whole batch is on disk. Few may wait until lookups find them: a wait holds one of the threads that requests are
 * worked on with. An institution that sends too many is told when to come back, and nothing of what it sent is done.
 */
final class HostUpdates {

    static final int MOST_WAITS = 4;

    private final Semaphore waits = new Semaphore(MOST_WAITS);
    private final HostTables tables;
    private final UpdateQuota quota;
    private final OperationCodec codec;

    HostUpdates(HostTables tables, UpdateQuota quota) {
        this.tables = tables;
        this.quota = quota;
        this.codec = new OperationCodec(tables.parameters());
    }

    byte[] apply(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        LookupWire.UpdateRequest request = LookupForms.parse(LookupWire.UpdateRequest.parser(), payload, "an update");
        if (request.getBatchId().size() != BatchId.BYTES) {
            throw new RefusedRequestException("a batch id of %d bytes, not %d"
                    .formatted(request.getBatchId().size(), BatchId.BYTES));
        }
        if (!request.getUntilVisible()) {
            return applied(institution, request, deadline);
        } else if (!waits.tryAcquire()) {
            return busy();
        }
        try {
            return applied(institution, request, deadline);
        } finally {
            waits.release();
        }
    }

    private static byte[] busy() {
        return UpdateReply.newBuilder()
                .setRefusal(LookupForms.refusal(
                        Reason.REASON_BUSY,
                        "busy: %d updates wait already until lookups find them, and of this one nothing was done; send it again in a second, or without waiting"
                                .formatted(MOST_WAITS),
                        Duration.ofSeconds(1)))
                .build()
                .toByteArray();
    }

    private byte[] applied(String institution, LookupWire.UpdateRequest request, Deadline deadline)
            throws RefusedRequestException {
        BatchId id = BatchId.read(request.getBatchId().asReadOnlyByteBuffer());
        UpdateReply.Builder reply = UpdateReply.newBuilder();
        try {
            UpdateBatch batch = new UpdateBatch(id, codec.decode(request.getOperations()));
            LookupTable table = tables.records(request.getKeyEpoch());
            quota.take(institution, batch.operations().size());
            Receipt receipt = table.apply(institution, request.getKeyContext().toByteArray(), batch);
            if (request.getUntilVisible()) {
                awaitVisible(table, receipt, deadline);
            }
            reply.setResults(results(receipt));
        } catch (RefusedQuestionException e) {
            reply.setRefusal(LookupForms.refusal(e));
        } catch (LoadingException e) {
            reply.setRefusal(LookupForms.refusal(e));
        } catch (TimeoutException e) {
            reply.setRefusal(LookupForms.refusal(
                    Reason.REASON_DEADLINE,
                    "the update is on disk, and lookups will find it soon; send the same batch again to learn what became of it",
                    Duration.ofSeconds(1)));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(String.valueOf(e.getMessage()), e);
        }
        return reply.build().toByteArray();
    }

    private static void awaitVisible(LookupTable table, Receipt receipt, Deadline deadline) throws TimeoutException {
        try {
            table.visible(receipt)
                    .toCompletableFuture()
                    .get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the table did not take the update in", e.getCause());
        }
    }

    private static ByteString results(Receipt receipt) {
        byte[] results = new byte[receipt.results().size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = ResultCode.of(receipt.results().get(i));
        }
        return ByteString.copyFrom(results);
    }
}
