package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.relational.StatementFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one selector is looked up. A lookup is kept in its case before it is made, goes on whoever leaves the page, and its answer is kept there. Thread-safe.
 */
public final class LookupDesk {

    private static final Logger LOG = LoggerFactory.getLogger(LookupDesk.class);

    private final CaseStore store;
    private final Investigations investigations;
    private final Executor workers;
    private final Map<Long, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /** @param workers where lookups wait for others' answers; bounded, and refuses where it is full */
    public LookupDesk(CaseStore store, Investigations investigations, Executor workers) {
        this.store = store;
        this.investigations = investigations;
        this.workers = workers;
    }

    /**
     * Begins a lookup. Blocks for the database alone.
     *
     * @return the lookup's id; of a form that was sent before, that of the lookup that it began
     * @throws UnfitEntryException where the case is closed, or the legal basis cannot stand in an authorisation
     * @throws NotAllowedException where they do not work on the case
     */
    public long ask(User by, Question question) {
        String basis = CaseEntry.legalBasis(question.legalBasis());
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            Begun begun = store.change(by, Permission.LOOK_UP, handle -> begin(handle, by, basis, question, end));
            start(
                    begun.id(),
                    question.selector(),
                    new Asking(by.id(), begun.file().reference(), basis));
            return begun.id();
        } catch (StatementFailedException e) {
            underWay.values().remove(end);
            return earlier(by, question).orElseThrow(() -> e);
        } catch (RuntimeException e) {
            underWay.values().remove(end);
            throw e;
        }
    }

    /** Asks again what failed, in the same case and on the same legal basis; the form's one-time key is that of the button. */
    public long askAgain(User by, CaseLookup failed, String attempt) {
        return ask(
                by,
                new Question(
                        failed.caseId(),
                        Optional.of(failed.legalBasis()),
                        new Selector(failed.type(), failed.selector()),
                        Optional.empty(),
                        attempt));
    }

    private record Begun(CaseFile file, long id) {}

    /** Under way before anybody can see it, so that nobody gives it up. */
    private Begun begin(Handle handle, User by, String basis, Question question, CompletableFuture<Void> end) {
        CaseFile file = CaseRows.requireOwnOpen(handle, question.caseId(), by.id());
        long id = LookupRows.begin(
                handle,
                file,
                by.id(),
                basis,
                question.selector(),
                question.region(),
                Optional.of(question.attempt()),
                Optional.empty(),
                store.now());
        underWay.put(id, end);
        store.note(handle, file.id(), by.id(), CaseEvent.Kind.LOOKED_UP, OptionalLong.of(id), "");
        return new Begun(file, id);
    }

    /** Ends when the lookup has ended, at once where it is not under way. */
    public CompletionStage<Void> end(long id) {
        CompletableFuture<Void> end = underWay.get(id);
        return end == null ? CompletableFuture.completedFuture(null) : end.copy();
    }

    /** The same, or after {@code patience}. No thread waits. */
    public CompletionStage<Void> end(long id, Duration patience) {
        return end(id).toCompletableFuture().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isUnderWay(long id) {
        return underWay.containsKey(id);
    }

    /** Tells those who wait for it that a lookup that is not under way will not be answered. One that has just ended stays as it ended. */
    public void giveUp(long id) {
        if (!isUnderWay(id)) {
            fail(id, new Failure(Failure.Kind.INTERRUPTED, ""), Revealed.NOTHING);
        }
    }

    /** What was begun before the node stopped will not be answered. */
    public void recover() {
        store.read(handle -> handle.createUpdate("""
                        UPDATE case_lookup SET state = 'FAILED', ended_at = :at, failure_kind = 'INTERRUPTED', failure = ''
                        WHERE state = 'ASKED'
                        """).bind("at", store.now()).execute());
    }

    /** The lookup that a form began which was sent before. */
    public Optional<Long> earlier(User by, String attempt) {
        return store.read(
                handle -> handle.createQuery("SELECT id FROM case_lookup WHERE attempt = :attempt AND person_id = :by")
                        .bind("attempt", attempt)
                        .bind("by", by.id())
                        .mapTo(Long.class)
                        .findOne());
    }

    /** The same, for the same question: a key that comes again with another one is no answer to it. */
    private Optional<Long> earlier(User by, Question question) {
        return store.read(handle -> handle.createQuery("""
                        SELECT id FROM case_lookup
                        WHERE attempt = :attempt AND person_id = :by AND case_id = :case AND selector_type = :type AND selector = :selector
                        """)
                .bind("attempt", question.attempt())
                .bind("by", by.id())
                .bind("case", question.caseId())
                .bind("type", question.selector().type().id())
                .bind("selector", question.selector().canonical())
                .mapTo(Long.class)
                .findOne());
    }

    private void start(long id, Selector selector, Asking asking) {
        try {
            workers.execute(() -> {
                try {
                    look(id, selector, asking);
                } finally {
                    ended(id);
                }
            });
        } catch (RejectedExecutionException e) {
            keep(id, new Failure(Failure.Kind.BUSY, ""), Revealed.NOTHING);
            ended(id);
        }
    }

    private void ended(long id) {
        CompletableFuture<Void> end = underWay.remove(id);
        if (end != null) {
            end.complete(null);
        }
    }

    private void look(long id, Selector selector, Asking asking) {
        Disclosure disclosure = new Disclosure();
        try {
            LookupAnswer answer = investigations.look(selector, asking, disclosure);
            Keeping.untilDone(() -> store.read(handle -> {
                LookupRows.answered(handle, id, answer, Revealed.of(disclosure), store.now());
                return id;
            }));
        } catch (LookupFailedException e) {
            keep(id, Failure.of(e), Revealed.of(disclosure));
        } catch (RuntimeException e) {
            LOG.error("lookup={} failed", id, e);
            keep(id, new Failure(Failure.Kind.BROKEN, ""), Revealed.of(disclosure));
        }
    }

    /** What cannot be kept at the end of the node is found by {@link #recover} at its next start. */
    private void keep(long id, Failure failure, Revealed revealed) {
        try {
            Keeping.untilDone(() -> fail(id, failure, revealed));
        } catch (RuntimeException e) {
            LOG.warn("lookup={} failed, which could not be kept: {}", id, e.getMessage());
        }
    }

    private void fail(long id, Failure failure, Revealed revealed) {
        store.read(handle -> {
            LookupRows.failed(handle, id, failure, revealed, store.now());
            return id;
        });
    }
}
