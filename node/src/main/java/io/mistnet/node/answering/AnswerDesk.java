package io.mistnet.node.answering;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.he.ExpansionKeys;
import io.mistnet.he.MalformedInputException;
import io.mistnet.node.answering.KeyRegistry.Lease;
import io.mistnet.node.peer.LineLimits;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.Region;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where askers' questions are answered. Questions that wait at the same time share a scan; none is delayed to find company.
 *
 * <p><b>Leakage.</b> To the host: who asks when, and how many. Every answer has the same size, and the work has no branch on data, so that it is the same for a hit, a miss and garbage.
 *
 * <p><b>On deviation.</b> Bytes of another form are refused and cost no other asker an answer. An asker who asks too much is refused by its quota, and one who uploads too many keys loses its own.
 * Refusals are {@link RefusedQuestionException}s, which may be shown to the asker. Who asks comes from the link, not from the question.
 *
 * <p>Safe for any thread; methods block until there is an answer.
 */
public final class AnswerDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerDesk.class);

    private final LineLimits refusedKeys = new LineLimits();

    private final HostTables tables;
    private final InstantSource clock;
    private final DeskMeters meters;
    private final KeyRegistry<ExpansionKeys> keys;
    private final HourlyQuota questions;
    private final HourlyQuota uploads;
    private final BatchSeats seats;
    private final WaitingLine line;
    private final AnswerWaits waits;
    private final List<Thread> workers = new ArrayList<>();

    AnswerDesk(
            HostTables tables,
            DeskLimits limits,
            InstantSource clock,
            SecureRandom random,
            DeskMeters meters,
            Supplier<Scan> scans) {
        this.tables = tables;
        this.clock = clock;
        this.meters = meters;
        this.keys = new KeyRegistry<>(limits.keySetsPerAsker(), limits.keySets(), random);
        this.questions = new HourlyQuota("questions", limits.questionsPerHour(), clock);
        this.uploads = new HourlyQuota("key uploads", limits.uploadsPerHour(), clock);
        this.seats = new BatchSeats(limits.batches());
        this.line = new WaitingLine(limits);
        this.waits = new AnswerWaits(line, limits.sharing(), clock);
        for (int i = 0; i < limits.scans(); i++) {
            Thread worker = new Thread(new ScanWorker(line, scans.get(), limits.sharing(), clock), "scan-" + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
    }

    /** Opens the desk over the host's tables, which it does not close. */
    public static AnswerDesk open(
            HostTables tables, DeskLimits limits, InstantSource clock, SecureRandom random, MeterRegistry registry) {
        DeskMeters meters = new DeskMeters(registry);
        AnswerDesk desk =
                new AnswerDesk(tables, limits, clock, random, meters, () -> new NativeScan(tables, limits, meters));
        meters.watch(desk.line, desk.keys);
        return desk.start();
    }

    AnswerDesk start() {
        workers.forEach(Thread::start);
        return this;
    }

    /**
     * Takes in an asker's expansion keys. The host may forget them at any time; the asker then uploads them again.
     *
     * @param message as the asker's encryption wrote it
     * @throws RefusedQuestionException if the message is malformed, or the asker uploaded too much
     */
    public KeyId upload(String asker, byte[] message) {
        try {
            uploads.take(asker, 1);
            KeyId id = keys.add(asker, read(message));
            LOG.info("{} uploaded expansion keys {}; {} sets are held", asker, id, keys.size());
            return id;
        } catch (RefusedQuestionException e) {
            refusedKeys.log(
                    asker,
                    unsaid -> LOG.warn(
                            "expansion keys of {} were refused: {} ({} before them not logged)",
                            asker,
                            e.getMessage(),
                            unsaid));
            throw e;
        }
    }

    private ExpansionKeys read(byte[] message) {
        int prescribed = tables.parameters().encryption().keyBytes();
        if (message.length != prescribed) {
            throw RefusedQuestionException.malformed("expansion keys of %d bytes where the parameters prescribe %d"
                    .formatted(message.length, prescribed));
        }
        try {
            return new ExpansionKeys(
                    tables.parameters().encryption(),
                    ByteBuffer.allocateDirect(prescribed).put(message).flip());
        } catch (MalformedInputException e) {
            throw RefusedQuestionException.malformed(e);
        }
    }

    /**
     * Answers one question over the whole table.
     *
     * @param asker an institution's id, as the link has found it
     * @param query as the asker's encryption wrote it
     * @param patience for how long to wait
     * @throws RefusedQuestionException if there is no answer; it says why, and what to do
     * @throws io.mistnet.node.intelligence.LoadingException until the table is loaded
     * @throws io.mistnet.node.storage.StorageException if the table is out of order
     */
    public Answered answer(String asker, int keyEpoch, KeyId keyId, byte[] query, Duration patience) {
        try {
            HostTable table = tables.table(keyEpoch);
            try (Lease<ExpansionKeys> lease = lease(asker, keyId)) {
                PendingQuestion question = pending(
                        asker,
                        table,
                        tables.parameters().whole(),
                        lease,
                        query,
                        clock.instant().plus(patience));
                questions.take(asker, 1);
                join(question);
                Answered answered = waits.await(question);
                meters.answered(1);
                return answered;
            }
        } catch (RefusedQuestionException e) {
            meters.refused(e, 1);
            throw e;
        }
    }

    /**
     * Answers one round of a batch.
     *
     * @param selectors the number that the batch was made for, which gives its {@link BatchShape}
     * @param queries one for each question of a round: those of the first region, then those of the second, and so on
     * @param patience for how long to wait for all
     * @param sink takes the answers in the order of the queries, as they come
     * @throws RefusedQuestionException if there are no or not all answers; it says why, and what to do
     * @throws io.mistnet.node.intelligence.LoadingException until the table is loaded
     * @throws io.mistnet.node.storage.StorageException if the table is out of order
     */
    public void answers(
            String asker,
            int keyEpoch,
            KeyId keyId,
            int selectors,
            List<byte[]> queries,
            Duration patience,
            AnswerSink sink) {
        try {
            BatchShape shape = shape(selectors, queries.size());
            HostTable table = tables.table(keyEpoch);
            try (BatchSeats.Seat seat = seats.take(asker);
                    Lease<ExpansionKeys> lease = lease(asker, keyId)) {
                questions.take(asker, queries.size());
                Instant deadline = clock.instant().plus(patience);
                List<PendingQuestion> pending = new ArrayList<>();
                for (int i = 0; i < queries.size(); i++) {
                    Region region = shape.regions().get(i / shape.times());
                    pending.add(pending(asker, table, region, lease, queries.get(i), deadline));
                }
                waits.inOrder(pending, sink);
                meters.answered(queries.size());
                LOG.info("answered {} questions of a batch of {}", queries.size(), asker);
            }
        } catch (RefusedQuestionException e) {
            meters.refused(e, queries.size());
            throw e;
        }
    }

    private BatchShape shape(int selectors, int queries) {
        if (selectors < 1 || selectors > BatchShape.MOST_SELECTORS) {
            throw RefusedQuestionException.malformed(
                    "a batch of %d selectors: choose 1 to %d".formatted(selectors, BatchShape.MOST_SELECTORS));
        }
        BatchShape shape = BatchShape.of(tables.parameters(), selectors);
        if (queries != shape.queriesPerRound()) {
            throw RefusedQuestionException.malformed(
                    "a batch for %d selectors has %d questions a round in this network, not %d"
                            .formatted(selectors, shape.queriesPerRound(), queries));
        }
        return shape;
    }

    private PendingQuestion pending(
            String asker, HostTable table, Region region, Lease<ExpansionKeys> lease, byte[] query, Instant deadline) {
        int prescribed = tables.parameters().encryption().queryBytes(region.shape());
        if (query.length != prescribed) {
            throw RefusedQuestionException.malformed(
                    "a query of %d bytes where the parameters prescribe %d".formatted(query.length, prescribed));
        }
        return new PendingQuestion(asker, table, region, lease.keys(), query, deadline, new CompletableFuture<>());
    }

    private Lease<ExpansionKeys> lease(String asker, KeyId id) {
        return keys.lease(asker, id).orElseThrow(() -> RefusedQuestionException.unknownKeys(id));
    }

    private void join(PendingQuestion question) {
        try {
            line.join(question);
        } catch (RefusedQuestionException e) {
            questions.giveBack(question.asker(), 1);
            throw e;
        }
    }

    /** How many questions wait for a scan. */
    public int waiting() {
        return line.size();
    }

    /** Lets scans under way end, and refuses what waits. */
    @Override
    public void close() {
        line.close().forEach(left -> left.answer().completeExceptionally(RefusedQuestionException.closed()));
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        keys.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
