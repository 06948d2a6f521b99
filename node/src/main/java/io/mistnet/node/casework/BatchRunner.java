package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.http.Investigations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has batches asked, one after the other, whoever leaves the page. What waits stands in the database: a node that is started again asks it then. Thread-safe.
 */
public final class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final CaseStore store;
    private final Investigations investigations;
    private final ListSeal seal;
    private final Executor worker;
    private final Map<Long, Integer> done = new ConcurrentHashMap<>();

    /** @param worker one thread, which takes as many as there are */
    public BatchRunner(CaseStore store, Investigations investigations, ListSeal seal, Executor worker) {
        this.store = store;
        this.investigations = investigations;
        this.seal = seal;
        this.worker = worker;
    }

    /** Has a batch that is queued asked as soon as those before it are done. */
    void start(long id) {
        worker.execute(() -> run(id));
    }

    /** How many selectors of a batch are done. */
    public int done(long id) {
        return done.getOrDefault(id, 0);
    }

    /** After a start of the node: what was being asked when it stopped has failed, what was queued is asked now. */
    public void recover() {
        List<Long> queued = store.read(handle -> {
            handle.createQuery("SELECT id FROM lookup_batch WHERE state = 'RUNNING'")
                    .mapTo(Long.class)
                    .forEach(id -> fail(handle, id, new Failure(Failure.Kind.INTERRUPTED, ""), Revealed.NOTHING));
            return handle.createQuery("SELECT id FROM lookup_batch WHERE state = 'QUEUED' ORDER BY id")
                    .mapTo(Long.class)
                    .list();
        });
        queued.forEach(this::start);
    }

    private void run(long id) {
        Disclosure disclosure = new Disclosure();
        try {
            Optional<Batch> batch = store.read(handle -> begun(handle, id));
            if (batch.isPresent()) {
                ask(batch.get(), disclosure);
            }
        } catch (LookupFailedException e) {
            keep(id, Failure.of(e), disclosure);
        } catch (AuthorisationRefusedException e) {
            keep(id, new Failure(Failure.Kind.APPROVAL, String.valueOf(e.getMessage())), disclosure);
        } catch (RuntimeException e) {
            LOG.error("batch={} failed", id, e);
            keep(id, new Failure(Failure.Kind.BROKEN, ""), disclosure);
        } finally {
            done.remove(id);
        }
    }

    /** Empty where it is not to be asked: somebody else has begun it, its case was closed, or whose list it is does not work on it any more. */
    private Optional<Batch> begun(Handle handle, long id) {
        Batch batch = BatchRows.require(handle, id);
        if (BatchRows.move(handle, id, batch.version(), BatchState.QUEUED, BatchState.RUNNING) == 0) {
            return Optional.empty();
        }
        CaseFile file = CaseRows.require(handle, batch.caseId());
        if (!file.isOpen()) {
            fail(handle, id, new Failure(Failure.Kind.CLOSED, ""), Revealed.NOTHING);
            return Optional.empty();
        }
        if (!CaseRows.isOf(handle, file, batch.by().id())) {
            fail(handle, id, new Failure(Failure.Kind.NOT_YOURS, ""), Revealed.NOTHING);
            return Optional.empty();
        }
        return BatchRows.find(handle, id);
    }

    private void ask(Batch batch, Disclosure disclosure) throws LookupFailedException, AuthorisationRefusedException {
        List<Selector> selectors = store.read(handle -> BatchRows.unanswered(handle, batch.id()));
        Optional<String> approved = store.read(handle -> ApprovalRows.approved(handle, batch.id()));
        Asking asking = new Asking(batch.by().id(), batch.caseReference(), batch.legalBasis())
                .under(approved.isPresent() ? Optional.of(Approval.read(approved.get())) : Optional.empty());
        Instant asked = store.now();
        if (approved.isPresent()) {
            requireSealed(batch, selectors);
        }
        List<LookupAnswer> answers = selectors.isEmpty()
                ? List.of()
                : investigations.lookAll(selectors, asking, count -> done.put(batch.id(), count), disclosure);
        Keeping.untilDone(() -> store.read(handle -> {
            if (BatchAnswerRows.keep(handle, batch, selectors, answers, Revealed.of(disclosure), asked, store.now())) {
                note(handle, batch, CaseEvent.Kind.BATCH_ANSWERED);
            }
            return batch.id();
        }));
    }

    private void requireSealed(Batch batch, List<Selector> selectors) throws LookupFailedException {
        Optional<String> sealed = store.read(handle -> ApprovalRows.approvedSeal(handle, batch.id()));
        if (!seal.holds(batch.id(), selectors, sealed)) {
            LOG.warn(
                    "batch={} was approved, and is not the list that approval was asked for: somebody changed it in the database, or the data directory's lists.key is another one; nothing was sent",
                    batch.id());
            throw new LookupFailedException(
                    LookupFailedException.Kind.APPROVAL,
                    "the list is not the one that approval was asked for; look at it, and ask a supervisor again");
        }
    }

    /** What cannot be kept at the end of the node is found by {@link #recover} at its next start. */
    private void keep(long id, Failure failure, Disclosure disclosure) {
        try {
            Keeping.untilDone(() -> store.read(handle -> {
                fail(handle, id, failure, Revealed.of(disclosure));
                return id;
            }));
        } catch (RuntimeException e) {
            LOG.warn("batch={} failed, which could not be kept: {}", id, e.getMessage());
        }
    }

    private void fail(Handle handle, long id, Failure failure, Revealed revealed) {
        Batch batch = BatchRows.require(handle, id);
        if (BatchRows.failed(handle, id, failure, revealed, store.now())) {
            note(handle, batch, CaseEvent.Kind.BATCH_FAILED);
        }
    }

    private void note(Handle handle, Batch batch, CaseEvent.Kind kind) {
        store.note(handle, batch.caseId(), batch.by().id(), kind, OptionalLong.of(batch.id()), "");
    }
}
