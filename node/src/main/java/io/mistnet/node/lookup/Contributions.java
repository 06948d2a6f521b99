package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.RecordId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Contributions of this institution to the database: authorised, evaluated by holders, sealed, sent to the host, and written into the audit log. While the network has several key epochs, records are kept under each.
 *
 * <p>A batch is durable as a whole once it is answered. One that got no answer may or may not be: it is sent again with the same id, which does not count twice.
 *
 * <p>Thread-safe; calls block.
 */
public final class Contributions {

    /** Changes that go into one update batch. */
    static final int BATCH = 4_096;

    private static final int ATTEMPTS = 3;
    private static final long MOST_PAUSE_MILLIS = 60_000;

    private final LookupTerms terms;
    private final SelectorEvaluation evaluation;
    private final RecordSealing sealing;
    private final HostLink link;
    private final OperationCodec codec;
    private final AuditLog audit;
    private final SecureRandom random;

    Contributions(
            LookupTerms terms,
            SelectorEvaluation evaluation,
            RecordSealing sealing,
            HostLink link,
            AuditLog audit,
            SecureRandom random) {
        this.terms = terms;
        this.evaluation = evaluation;
        this.sealing = sealing;
        this.link = link;
        this.codec = new OperationCodec(terms.parameters());
        this.audit = audit;
        this.random = random;
    }

    /** A new id for a record. */
    public RecordId newId() {
        return new RecordId(random.nextLong(), random.nextLong());
    }

    /** @throws IllegalArgumentException where this does not fit into the network's labels; the message says why */
    public void requireFits(Intelligence intelligence) {
        sealing.content(intelligence);
    }

    /**
     * Carries changes out, batch by batch, and returns when lookups find them.
     *
     * @param changes any number; no record twice
     * @return what became of each; where it was refused under one of several key epochs, that
     * @throws LookupFailedException where a batch could not be carried out; those before it are, and {@code progress} was told of them
     */
    public List<OperationResult> apply(List<RecordChange> changes, Asking asking, Deadline deadline, Progress progress)
            throws LookupFailedException {
        List<OperationResult> results = new ArrayList<>(changes.size());
        applyInBatches(changes, asking, deadline, batch -> {
            results.addAll(batch);
            progress.done(results.size());
        });
        return results;
    }

    /** The same, for whoever wants to know batch by batch: of a long list that fails, the results so far are known. */
    public void applyInBatches(List<RecordChange> changes, Asking asking, Deadline deadline, BatchResults results)
            throws LookupFailedException {
        for (int from = 0; from < changes.size(); from += BATCH) {
            int to = Math.min(changes.size(), from + BATCH);
            results.next(applied(changes.subList(from, to), asking, deadline, to == changes.size()));
        }
    }

    private List<OperationResult> applied(List<RecordChange> changes, Asking asking, Deadline deadline, boolean isLast)
            throws LookupFailedException {
        List<Selector> selectors =
                changes.stream().flatMap(change -> selector(change).stream()).toList();
        AuditEvent failure = writable(asking, selectors);
        Disclosure disclosure = new Disclosure();
        try {
            List<OperationResult> results =
                    new ArrayList<>(Collections.nCopies(changes.size(), OperationResult.PADDING));
            for (int epoch : terms.keyEpochs()) {
                List<OperationResult> ofEpoch =
                        applied(epoch, changes, selectors, asking, deadline, disclosure, isLast);
                for (int i = 0; i < results.size(); i++) {
                    results.set(i, results.get(i).isDone() ? ofEpoch.get(i) : results.get(i));
                }
            }
            audit.append(event(asking, selectors, AuditOutcome.ANSWERED)
                    .by(disclosure.holdersAsked(), disclosure.holdersAnswered()));
            return results;
        } catch (LookupFailedException | RuntimeException e) {
            audit.append(failure.by(disclosure.holdersAsked(), disclosure.holdersAnswered()));
            throw e;
        }
    }

    private List<OperationResult> applied(
            int epoch,
            List<RecordChange> changes,
            List<Selector> selectors,
            Asking asking,
            Deadline deadline,
            Disclosure disclosure,
            boolean isLast)
            throws LookupFailedException {
        List<Operation> operations = sealing.operations(
                changes, evaluation.tagsOf(epoch, selectors, asking.mandate(Purpose.CONTRIBUTE), deadline, disclosure));
        UpdateBatch batch = UpdateBatch.padded(new BatchId(random.nextLong(), random.nextLong()), operations);
        LookupWire.UpdateReply reply = sent(epoch, evaluation.keyContext(epoch, deadline), batch, deadline, isLast);
        if (reply.hasRefusal()) {
            throw link.refused(reply.getRefusal());
        }
        return results(reply.getResults(), batch, changes.size());
    }

    private LookupWire.UpdateReply sent(
            int epoch, byte[] keyContext, UpdateBatch batch, Deadline deadline, boolean untilVisible)
            throws LookupFailedException {
        ByteBuffer id = ByteBuffer.allocate(BatchId.BYTES);
        batch.id().write(id);
        LookupWire.UpdateRequest request = LookupWire.UpdateRequest.newBuilder()
                .setKeyEpoch(epoch)
                .setBatchId(ByteString.copyFrom(id.flip()))
                .setOperations(codec.encode(batch.operations()))
                .setUntilVisible(untilVisible)
                .setKeyContext(ByteString.copyFrom(keyContext))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                LookupWire.UpdateReply reply =
                        link.call(RequestKind.HOST_UPDATE, request, LookupWire.UpdateReply.parser(), deadline);
                while (isTooEarly(reply) && pause(reply.getRefusal(), deadline)) {
                    reply = link.call(RequestKind.HOST_UPDATE, request, LookupWire.UpdateReply.parser(), deadline);
                }
                return reply;
            } catch (LookupFailedException e) {
                boolean isWorthAnother = e.kind() == Kind.AWAY && !deadline.hasPassed();
                if (attempt == ATTEMPTS || !isWorthAnother) {
                    throw e;
                }
            }
        }
    }

    private static boolean isTooEarly(LookupWire.UpdateReply reply) {
        LookupWire.Reason reason = reply.getRefusal().getReason();
        return reason == LookupWire.Reason.REASON_BUSY || reason == LookupWire.Reason.REASON_QUOTA;
    }

    /** Waits for as long as the host asks; false where that is more than a minute, or than the time that is left. */
    private static boolean pause(LookupWire.Refusal refusal, Deadline deadline) {
        long millis = Integer.toUnsignedLong(refusal.getRetryAfterMs());
        if (millis > MOST_PAUSE_MILLIS || deadline.remaining().toMillis() <= millis) {
            return false;
        }
        try {
            Thread.sleep(Math.max(1, millis));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<OperationResult> results(ByteString codes, UpdateBatch batch, int wanted)
            throws LookupFailedException {
        HostLink.requireLength(link, "results", codes, batch.operations().size());
        List<OperationResult> results = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            try {
                results.add(ResultCode.of(codes.byteAt(i)));
            } catch (IllegalArgumentException e) {
                throw link.deviated(String.valueOf(e.getMessage()));
            }
        }
        return results;
    }

    /** The event of a failure, made before anything is sent: what cannot be written into the log is not done. */
    private static AuditEvent writable(Asking asking, List<Selector> selectors) throws LookupFailedException {
        try {
            return event(asking, selectors, AuditOutcome.FAILED);
        } catch (IllegalArgumentException e) {
            throw new LookupFailedException(Kind.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static AuditEvent event(Asking asking, List<Selector> selectors, AuditOutcome outcome) {
        return new AuditEvent(
                asking.user(),
                asking.caseReference(),
                asking.legalBasis(),
                AuditAction.CONTRIBUTION,
                selectors,
                outcome,
                0);
    }

    static Optional<Selector> selector(RecordChange change) {
        if (change instanceof RecordChange.Add add) {
            return Optional.of(add.selector());
        }
        if (change instanceof RecordChange.Update update) {
            return Optional.of(update.selector());
        }
        return Optional.empty();
    }
}
