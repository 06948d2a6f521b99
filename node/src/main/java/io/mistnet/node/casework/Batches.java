package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import io.mistnet.node.casework.Problem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Lists of selectors on their way from the upload to the answers: checked, confirmed by who uploaded them, approved by a supervisor where there are many, asked. Thread-safe; calls block.
 */
public final class Batches {

    private final CaseStore store;
    private final BatchRunner runner;
    private final Approvals approvals;
    private final long fourEyesAbove;

    /** @param fourEyesAbove the network's limit: more evaluations than this need a supervisor */
    public Batches(CaseStore store, BatchRunner runner, Approvals approvals, long fourEyesAbove) {
        this.store = store;
        this.runner = runner;
        this.approvals = approvals;
        this.fourEyesAbove = fourEyesAbove;
    }

    /**
     * What somebody decides who has a batch asked.
     *
     * @param leaveOutBad the lines that name no selector
     * @param askAgain also what the case has an answer to
     * @param reason for the supervisor, where one is needed
     */
    public record Decision(boolean leaveOutBad, boolean askAgain, Optional<String> reason) {}

    public long fourEyesAbove() {
        return fourEyesAbove;
    }

    /** Keeps an uploaded list; nothing is sent yet. */
    public long prepare(User by, long caseId, Optional<String> legalBasis, BatchFile upload) {
        String basis = CaseEntry.legalBasis(legalBasis);
        if (upload.lines().isEmpty() && upload.bad().isEmpty()) {
            throw UnfitEntryException.of(Field.FILE, Kind.MISSING);
        }
        return store.change(by, Permission.LOOK_UP, handle -> {
            CaseFile file = CaseRows.requireOwnOpen(handle, caseId, by.id());
            return prepare(handle, by, file, basis, upload);
        });
    }

    private long prepare(Handle handle, User by, CaseFile file, String basis, BatchFile upload) {
        long id = BatchRows.insert(handle, file, by.id(), basis, upload, store.now());
        store.note(handle, file.id(), by.id(), CaseEvent.Kind.BATCH_UPLOADED, OptionalLong.of(id), "");
        return id;
    }

    /**
     * Makes a batch of a single lookup that needs a supervisor, unless a supervisor has been asked for it already.
     *
     * @return the batch, which waits for one
     */
    public long askSupervisor(User by, CaseLookup failed, Optional<String> reason) {
        BatchFile one = new BatchFile(
                List.of(new BatchFile.Line(1, new Selector(failed.type(), failed.selector()))), List.of());
        return store.change(by, Permission.LOOK_UP, handle -> {
            CaseFile file = CaseRows.requireOwnOpen(handle, failed.caseId(), by.id());
            Optional<Long> asked = BatchRows.waiting(handle, file, by.id(), failed);
            if (asked.isPresent()) {
                return asked.get();
            }
            long id = prepare(handle, by, file, failed.legalBasis(), one);
            Batch batch = requireOwn(handle, id, by);
            move(handle, batch, batch.version(), BatchState.PREPARED, BatchState.WAITING);
            approvals.ask(handle, by, batch, 1, reason);
            return id;
        });
    }

    /**
     * Has a batch asked, or a supervisor asked first.
     *
     * @throws UnfitEntryException where lines are bad and are not to be left out, none is left, or the reason for a supervisor is missing
     * @throws NotAllowedException where they do not work on the case any more
     * @throws StaleException where it is in another state by now
     */
    public void confirm(User by, long id, long version, Decision decision) {
        BatchState state = store.change(by, Permission.LOOK_UP, handle -> {
            Batch batch = requireOwn(handle, id, by);
            CaseRows.requireOwnOpen(handle, batch.caseId(), by.id());
            if (!decision.askAgain()) {
                BatchRows.reuse(handle, batch);
            }
            BatchSize size = BatchRows.size(handle, batch);
            if (size.lines() == 0) {
                throw UnfitEntryException.of(Field.FILE, Kind.NO_SELECTORS);
            }
            if (size.badLines() > 0 && !decision.leaveOutBad()) {
                throw UnfitEntryException.of(Field.FILE, Kind.BAD_LINES);
            }
            boolean needsSupervisor = size.unanswered() > fourEyesAbove;
            BatchState next = needsSupervisor ? BatchState.WAITING : BatchState.QUEUED;
            move(handle, batch, version, BatchState.PREPARED, next);
            if (needsSupervisor) {
                approvals.ask(handle, by, batch, size.unanswered(), decision.reason());
            }
            return next;
        });
        if (state == BatchState.QUEUED) {
            runner.start(id);
        }
    }

    /** Gives a batch up of which nothing was sent; its selectors are deleted. */
    public void cancel(User by, long id, long version) {
        store.change(by, Permission.LOOK_UP, handle -> {
            Batch batch = requireOwn(handle, id, by);
            BatchState from = batch.state() == BatchState.WAITING ? BatchState.WAITING : BatchState.PREPARED;
            // before the batch, as whoever decides does: two that met in the other order would wait for each other
            ApprovalRows.withdraw(handle, id);
            move(handle, batch, version, from, BatchState.CANCELLED);
            for (String table : new String[] {"batch_line", "batch_bad_line"}) {
                handle.createUpdate("DELETE FROM %s WHERE batch_id = :batch".formatted(table))
                        .bind("batch", id)
                        .execute();
            }
            store.note(handle, batch.caseId(), by.id(), CaseEvent.Kind.BATCH_CANCELLED, OptionalLong.of(id), "");
            return id;
        });
    }

    /** Asks a batch again that failed, by the approval that it has. */
    public void askAgain(User by, long id, long version) {
        store.change(by, Permission.LOOK_UP, handle -> {
            Batch batch = requireOwn(handle, id, by);
            CaseRows.requireOwnOpen(handle, batch.caseId(), by.id());
            move(handle, batch, version, BatchState.FAILED, BatchState.QUEUED);
            return id;
        });
        runner.start(id);
    }

    /** Asks a supervisor for a batch that failed for want of one, or whose approval is used up. */
    public void askSupervisor(User by, long id, long version, Optional<String> reason) {
        store.change(by, Permission.LOOK_UP, handle -> {
            Batch batch = requireOwn(handle, id, by);
            CaseRows.requireOwnOpen(handle, batch.caseId(), by.id());
            move(handle, batch, version, BatchState.FAILED, BatchState.WAITING);
            approvals.ask(handle, by, batch, BatchRows.size(handle, batch).unanswered(), reason);
            return id;
        });
    }

    private static Batch requireOwn(Handle handle, long id, User by) {
        Batch batch = BatchRows.require(handle, id);
        if (!batch.by().id().equals(by.id())) {
            throw new NotAllowedException(NotAllowedException.Reason.NOT_YOUR_CASE);
        }
        return batch;
    }

    private static void move(Handle handle, Batch batch, long version, BatchState from, BatchState to) {
        CaseStore.requireCurrent("batch", BatchRows.move(handle, batch.id(), version, from, to));
    }
}
