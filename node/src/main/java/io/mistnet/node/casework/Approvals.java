package io.mistnet.node.casework;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.ApprovalDraft;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.casework.Problem.Kind;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.network.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Requests that a supervisor approve a batch, and what became of them. Thread-safe; calls block.
 *
 * <p><b>Security.</b> Two things are needed, and neither replaces the other. The console takes a decision only from somebody with the role, who did not ask for it, neither in person nor by a token for which they answer: that is the institution's own rule. The holders of the
 * lookup's key take a bulk only with the signature of the supervisor's key over this very statement: that holds though somebody has taken over the node. So the key is never on the node and never in a browser, to which the
 * node could send any script: the supervisor signs elsewhere ({@code mistnet authorise}), and hands in the signature. It is taken for the one draft of the request alone, so an approval of something else, or an old one, is of
 * no use.
 */
public final class Approvals {

    /** Requests of a page. */
    public static final int SIZE = 25;

    private static final int MOST_REASON_CHARACTERS = 1_000;

    private final CaseStore store;
    private final Investigations investigations;
    private final BatchRunner runner;
    private final ListSeal seal;

    public Approvals(CaseStore store, Investigations investigations, BatchRunner runner, ListSeal seal) {
        this.store = store;
        this.investigations = investigations;
        this.runner = runner;
        this.seal = seal;
    }

    public Optional<ApprovalRequest> find(long id) {
        return store.read(handle -> ApprovalRows.find(handle, id));
    }

    /** @throws UnknownItemException where there is none */
    public ApprovalRequest require(long id) {
        return find(id).orElseThrow(() -> new UnknownItemException("request"));
    }

    /** All requests for a batch, the oldest first. */
    public List<ApprovalRequest> ofBatch(long batch) {
        return store.read(handle -> ApprovalRows.ofBatch(handle, batch));
    }

    /** What waits first, then the newest. */
    public Page<ApprovalRequest> page(int number) {
        List<ApprovalRequest> read = store.read(handle -> handle.createQuery(ApprovalRows.SELECT + """
                         ORDER BY CASE WHEN r.state = 'WAITING' THEN 0 ELSE 1 END, r.id DESC
                        LIMIT :limit OFFSET :offset
                        """)
                .bind("limit", SIZE + 1)
                .bind("offset", (long) (number - 1) * SIZE)
                .map((row, context) -> ApprovalRows.read(row))
                .list());
        return Page.of(read, number, SIZE);
    }

    /** Whether its draft is void by now. */
    public boolean isExpired(ApprovalRequest request) {
        return request.isExpired(store.now());
    }

    /**
     * Asks for approval of a batch, in the transaction that makes the batch wait for it.
     *
     * @throws NotAllowedException where a token asks for which nobody answers
     */
    void ask(Handle handle, User by, Batch batch, long evaluations, Optional<String> reason) {
        if (User.isToken(by.id()) && by.owner().isEmpty()) {
            throw new NotAllowedException(NotAllowedException.Reason.TOKEN_WITHOUT_OWNER);
        }
        Entries entries = new Entries();
        String why = entries.lines(Field.REASON, reason, MOST_REASON_CHARACTERS);
        entries.requireFit();
        Authorisation draft = draft(batch.caseReference(), batch.legalBasis(), evaluations);
        ApprovalRows.insert(
                handle,
                batch.id(),
                by,
                why,
                evaluations,
                seal.of(batch.id(), BatchRows.unanswered(handle, batch.id())),
                new ApprovalDraft(draft).text(),
                draft.expires(),
                store.now());
        store.note(handle, batch.caseId(), by.id(), CaseEvent.Kind.APPROVAL_ASKED, OptionalLong.of(batch.id()), why);
    }

    /**
     * Takes a supervisor's approval, and has the batch asked.
     *
     * @param approval what {@code mistnet authorise} wrote
     * @throws NotAllowedException where who decides has asked for it, or their roles do not allow it
     * @throws UnfitEntryException where the approval is none, or not of this request; or the draft is void by now
     * @throws StaleException where somebody has decided
     */
    public void approve(User by, long id, long version, Optional<String> approval) {
        ApprovalRequest request = store.change(by, Permission.APPROVE, handle -> decidable(handle, by, id, version));
        if (request.isOfNobody()) {
            throw new NotAllowedException(NotAllowedException.Reason.TOKEN_WITHOUT_OWNER);
        }
        if (isExpired(request)) {
            throw UnfitEntryException.of(Field.APPROVAL, Kind.EXPIRED);
        }
        String text =
                approval.map(String::strip).orElseThrow(() -> UnfitEntryException.of(Field.APPROVAL, Kind.MISSING));
        requireSigned(request, text);
        store.change(by, Permission.APPROVE, handle -> {
            decide(handle, request, version, ApprovalState.APPROVED, by, "", text);
            moveBatch(handle, request, BatchState.QUEUED);
            store.note(
                    handle, request.caseId(), by.id(), CaseEvent.Kind.APPROVED, OptionalLong.of(request.batch()), "");
            audit(by, request, text);
            return id;
        });
        runner.start(request.batch());
    }

    /** Refuses a request; the batch is not asked. */
    public void refuse(User by, long id, long version, Optional<String> reason) {
        store.change(by, Permission.APPROVE, handle -> {
            ApprovalRequest request = decidable(handle, by, id, version);
            Entries entries = new Entries();
            String why = entries.lines(Field.REASON, reason, MOST_REASON_CHARACTERS);
            entries.requireFit();
            decide(handle, request, version, ApprovalState.REFUSED, by, why, "");
            moveBatch(handle, request, BatchState.REFUSED);
            store.note(
                    handle, request.caseId(), by.id(), CaseEvent.Kind.REFUSED, OptionalLong.of(request.batch()), why);
            return id;
        });
    }

    /** Makes a new draft where the one before is void. */
    public void renew(User by, long id, long version) {
        Permission permission = by.may(Permission.APPROVE) ? Permission.APPROVE : Permission.LOOK_UP;
        store.change(by, permission, handle -> {
            ApprovalRequest request = require(handle, id);
            if (!by.may(Permission.APPROVE) && !request.by().id().equals(by.id())) {
                throw new NotAllowedException(NotAllowedException.Reason.NOT_YOUR_CASE);
            }
            Authorisation draft = draft(request.caseReference(), request.legalBasis(), request.evaluations());
            CaseStore.requireCurrent(
                    "request",
                    handle.createUpdate("""
                            UPDATE approval_request SET draft = :draft, expires_at = :expires, version = version + 1
                            WHERE id = :id AND version = :version AND state = 'WAITING'
                            """)
                            .bind("draft", new ApprovalDraft(draft).text())
                            .bind("expires", draft.expires())
                            .bind("id", id)
                            .bind("version", version)
                            .execute());
            return id;
        });
    }

    private Authorisation draft(String caseReference, String legalBasis, long evaluations) {
        return investigations.draft(new Grounds(caseReference, legalBasis, Purpose.ASK), evaluations);
    }

    private static ApprovalRequest require(Handle handle, long id) {
        return ApprovalRows.find(handle, id).orElseThrow(() -> new UnknownItemException("request"));
    }

    /** A request that somebody may decide, and nobody has. */
    private static ApprovalRequest decidable(Handle handle, User by, long id, long version) {
        ApprovalRequest request = require(handle, id);
        if (request.isOf(by.id())) {
            throw new NotAllowedException(NotAllowedException.Reason.OWN_REQUEST);
        }
        if (!request.isWaiting() || request.version() != version) {
            throw new StaleException("request");
        }
        return request;
    }

    private void requireSigned(ApprovalRequest request, String text) {
        try {
            Approval approval = Approval.read(text);
            if (!approval.draft().equals(ApprovalDraft.read(request.draft()).authorisation())) {
                throw UnfitEntryException.of(Field.APPROVAL, Kind.OTHER);
            }
            investigations.requireValid(approval);
        } catch (AuthorisationRefusedException e) {
            throw UnfitEntryException.of(Field.APPROVAL, String.valueOf(e.getMessage()));
        }
    }

    /** The signed text goes with the case; its hash stays. */
    private void audit(User by, ApprovalRequest request, String approval) {
        store.audit(
                by,
                request.caseReference(),
                request.legalBasis(),
                AuditAction.APPROVAL_GIVEN,
                "approvals/%d/lookups/%d/%s"
                        .formatted(
                                request.id(),
                                request.evaluations(),
                                Sha256.of(approval.getBytes(StandardCharsets.UTF_8))
                                        .hex()));
    }

    private void decide(
            Handle handle,
            ApprovalRequest request,
            long version,
            ApprovalState state,
            User by,
            String refusal,
            String approval) {
        Instant now = store.now();
        CaseStore.requireCurrent(
                "request", ApprovalRows.decide(handle, request.id(), version, state, by.id(), now, refusal, approval));
    }

    private static void moveBatch(Handle handle, ApprovalRequest request, BatchState to) {
        Batch batch = BatchRows.require(handle, request.batch());
        CaseStore.requireCurrent("batch", BatchRows.move(handle, batch.id(), batch.version(), BatchState.WAITING, to));
    }
}
