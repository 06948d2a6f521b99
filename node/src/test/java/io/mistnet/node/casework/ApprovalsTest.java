package io.mistnet.node.casework;

import static io.mistnet.node.casework.Agency.BOTH;
import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.SUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class ApprovalsTest {

    private RelationalDatabase database;
    private Agency agency;
    private CaseFile file;

    @BeforeEach
    void open(RelationalDatabase fresh) throws Exception {
        database = fresh;
        agency = new Agency(database);
        file = agency.open(IDA, "OP-1");
        agency.store.people().meet(SUE);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void aBulkWaitsForASupervisorWhoSeesWhatItIs() {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));

        assertThat(batch.state()).isEqualTo(BatchState.WAITING);
        assertThat(agency.others.asked).isEmpty();
        assertThat(agency.approvals.page(1).items())
                .singleElement()
                .returns("OP-1", ApprovalRequest::caseReference)
                .returns("court order 7", ApprovalRequest::legalBasis)
                .returns(new Person("ida", "Ida Berg"), ApprovalRequest::by)
                .returns("a list from the mule's phone", ApprovalRequest::reason)
                .returns(4L, ApprovalRequest::evaluations);
    }

    @Test
    void aBulkWithoutAReasonIsNotEvenPutToASupervisor() {
        long id = agency.batches.prepare(IDA, file.id(), Optional.of("basis"), Agency.phones(4));

        UnfitEntryException e = catchThrowableOfType(
                UnfitEntryException.class,
                () -> agency.batches.confirm(IDA, id, 1, new Batches.Decision(false, false, Optional.empty())));
        assertThat(e.problems()).containsOnlyKeys(Field.REASON);
        assertThat(agency.batch(id).state()).isEqualTo(BatchState.PREPARED);
    }

    @Test
    void whatASupervisorSignsIsWhatIsHandedInForTheBatch() throws Exception {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));
        ApprovalRequest request = agency.request(batch);
        agency.approvals.approve(SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft())));

        assertThat(agency.ended(batch.id()).state()).isEqualTo(BatchState.ANSWERED);
        assertThat(agency.others.approved)
                .singleElement()
                .returns("OP-1", Authorisation::caseReference)
                .returns(4L, Authorisation::quota);
        assertThat(agency.audited)
                .singleElement()
                .returns("sue", AuditEvent::user)
                .returns(AuditAction.APPROVAL_GIVEN, AuditEvent::action)
                .returns(Optional.of("OP-1"), AuditEvent::caseReference)
                .satisfies(event -> assertThat(event.subject().orElseThrow())
                        .matches("approvals/%d/lookups/4/[0-9a-f]{64}".formatted(request.id())));
        assertThat(agency.request(batch))
                .returns(ApprovalState.APPROVED, ApprovalRequest::state)
                .returns(Optional.of(new Person("sue", "Sue Holm")), ApprovalRequest::decidedBy);
        assertThat(agency.history.page(file.id(), 1).items())
                .extracting(CaseEvent::kind)
                .containsExactly(
                        CaseEvent.Kind.BATCH_ANSWERED,
                        CaseEvent.Kind.APPROVED,
                        CaseEvent.Kind.APPROVAL_ASKED,
                        CaseEvent.Kind.BATCH_UPLOADED,
                        CaseEvent.Kind.OPENED);
    }

    @Test
    void nobodyDecidesTheirOwnRequest() throws Exception {
        CaseFile own = agency.open(BOTH, "OP-2");
        ApprovalRequest request = agency.request(agency.confirmed(BOTH, own, Agency.phones(4)));
        String signed = agency.others.signed(request.draft());

        for (Runnable decision : List.<Runnable>of(
                () -> agency.approvals.approve(BOTH, request.id(), 1, Optional.of(signed)),
                () -> agency.approvals.refuse(BOTH, request.id(), 1, Optional.of("no")))) {
            assertThatThrownBy(decision::run)
                    .isInstanceOfSatisfying(
                            NotAllowedException.class,
                            e -> assertThat(e.reason()).isEqualTo(NotAllowedException.Reason.OWN_REQUEST));
        }
        assertThat(agency.others.asked).isEmpty();
    }

    @Test
    void nobodyDecidesWhatATokenOfTheirsAskedFor() throws Exception {
        User tool = User.ofToken("sue-tools", Set.of(UserRole.INVESTIGATOR), Optional.of("sue"));
        CaseFile own = agency.open(tool, "OP-2");
        ApprovalRequest request = agency.request(agency.confirmed(tool, own, Agency.phones(4)));
        String signed = agency.others.signed(request.draft());

        assertThat(request.owner()).contains("sue");
        for (Runnable decision : List.<Runnable>of(
                () -> agency.approvals.approve(SUE, request.id(), 1, Optional.of(signed)),
                () -> agency.approvals.refuse(SUE, request.id(), 1, Optional.of("no")))) {
            assertThatThrownBy(decision::run)
                    .isInstanceOfSatisfying(
                            NotAllowedException.class,
                            e -> assertThat(e.reason()).isEqualTo(NotAllowedException.Reason.OWN_REQUEST));
        }
        agency.approvals.approve(BOTH, request.id(), 1, Optional.of(signed));
        assertThat(agency.ended(request.batch()).state()).isEqualTo(BatchState.ANSWERED);
    }

    @Test
    void aTokenForWhichNobodyAnswersAsksForNoApproval() {
        User tool = User.ofToken("tools", Set.of(UserRole.INVESTIGATOR), Optional.empty());
        CaseFile own = agency.open(tool, "OP-2");
        long id = agency.batches.prepare(tool, own.id(), Optional.of("basis"), Agency.phones(4));

        assertThatThrownBy(() ->
                        agency.batches.confirm(tool, id, 1, new Batches.Decision(true, false, Optional.of("a reason"))))
                .isInstanceOfSatisfying(
                        NotAllowedException.class,
                        e -> assertThat(e.reason()).isEqualTo(NotAllowedException.Reason.TOKEN_WITHOUT_OWNER));
        assertThat(agency.batch(id).state()).isEqualTo(BatchState.PREPARED);
    }

    @Test
    void whatATokenOfNobodyAskedForBeforeIsNotApproved() throws Exception {
        User tool = User.ofToken("tools", Set.of(UserRole.INVESTIGATOR), Optional.of("ida"));
        ApprovalRequest request = agency.request(agency.confirmed(tool, agency.open(tool, "OP-2"), Agency.phones(4)));
        change("UPDATE approval_request SET owner_id = NULL");

        assertThatThrownBy(() -> agency.approvals.approve(
                        SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft()))))
                .isInstanceOf(NotAllowedException.class);
        agency.approvals.refuse(SUE, request.id(), 1, Optional.of("ask in person"));
    }

    @Test
    void aListThatWasChangedAfterApprovalWasAskedForIsNotAsked() throws Exception {
        for (String tampering : List.of(
                "UPDATE batch_line SET selector = '+4930999999' WHERE line = 3",
                "UPDATE approval_request SET list_seal = NULL",
                "UPDATE approval_request SET list_seal = '%s'".formatted("0".repeat(64)))) {
            Batch batch = agency.confirmed(IDA, file, Agency.phones(4));
            ApprovalRequest request = agency.request(batch);
            change(tampering);
            agency.approvals.approve(SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft())));

            Batch ended = agency.ended(batch.id());
            assertThat(ended.state()).as(tampering).isEqualTo(BatchState.FAILED);
            assertThat(ended.failure().orElseThrow().mayNeedSupervisor()).isTrue();
            assertThat(agency.others.asked).isEmpty();
            assertThat(agency.others.approved).isEmpty();
        }
    }

    @Test
    void onlyASupervisorDecides() throws Exception {
        ApprovalRequest request = agency.request(agency.confirmed(IDA, file, Agency.phones(4)));
        String signed = agency.others.signed(request.draft());

        for (User user : List.of(JON, Agency.AUDITOR)) {
            assertThatThrownBy(() -> agency.approvals.approve(user, request.id(), 1, Optional.of(signed)))
                    .isInstanceOf(NotAllowedException.class);
            assertThatThrownBy(() -> agency.approvals.refuse(user, request.id(), 1, Optional.of("no")))
                    .isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void aSecondDecisionComesTooLate() throws Exception {
        ApprovalRequest request = agency.request(agency.confirmed(IDA, file, Agency.phones(4)));
        Optional<String> signed = Optional.of(agency.others.signed(request.draft()));
        agency.approvals.approve(SUE, request.id(), 1, signed);
        agency.ended(request.batch());

        for (long version : new long[] {1, 2}) {
            assertThatThrownBy(() -> agency.approvals.approve(SUE, request.id(), version, signed))
                    .isInstanceOf(StaleException.class);
            assertThatThrownBy(() -> agency.approvals.refuse(SUE, request.id(), version, Optional.of("no")))
                    .isInstanceOf(StaleException.class);
        }
        assertThat(agency.others.asked).hasSize(4);
    }

    @Test
    void anApprovalOfSomethingElseOrBySomebodyElseIsNone() throws Exception {
        ApprovalRequest request = agency.request(agency.confirmed(IDA, file, Agency.phones(4)));
        ApprovalRequest other = agency.request(agency.confirmed(IDA, file, Agency.phones(5)));
        String signed = agency.others.signed(request.draft());

        for (String text : List.of(
                agency.others.signed(other.draft()),
                agency.others.signedBy("fiu", request.draft()),
                signed.strip().substring(0, signed.length() - 10),
                "'; DROP TABLE approval_request; --",
                request.draft(),
                "x".repeat(5_000))) {
            UnfitEntryException e = catchThrowableOfType(
                    UnfitEntryException.class, () -> agency.approvals.approve(SUE, request.id(), 1, Optional.of(text)));
            assertThat(e.problems()).containsOnlyKeys(Field.APPROVAL);
        }
        assertThatThrownBy(() -> agency.approvals.approve(SUE, request.id(), 1, Optional.empty()))
                .isInstanceOf(UnfitEntryException.class);
        assertThat(agency.request(agency.batch(request.batch())).isWaiting()).isTrue();
        assertThat(agency.others.approved).isEmpty();
    }

    @Test
    void anExpiredDraftIsSignedForNothingAndRenewed() throws Exception {
        ApprovalRequest request = agency.request(agency.confirmed(IDA, file, Agency.phones(4)));
        String signed = agency.others.signed(request.draft());
        agency.clock.advance(Duration.ofDays(2));

        UnfitEntryException e = catchThrowableOfType(
                UnfitEntryException.class, () -> agency.approvals.approve(SUE, request.id(), 1, Optional.of(signed)));
        assertThat(e.problems().get(Field.APPROVAL).kind()).isEqualTo(Problem.Kind.EXPIRED);

        agency.approvals.renew(SUE, request.id(), 1);
        ApprovalRequest renewed = agency.request(agency.batch(request.batch()));
        assertThatThrownBy(() -> agency.approvals.approve(SUE, request.id(), 2, Optional.of(signed)))
                .isInstanceOf(UnfitEntryException.class);
        agency.approvals.approve(SUE, request.id(), 2, Optional.of(agency.others.signed(renewed.draft())));
        assertThat(agency.ended(request.batch()).state()).isEqualTo(BatchState.ANSWERED);
    }

    @Test
    void aRefusalHasAReasonAndEndsTheBatch() {
        ApprovalRequest request = agency.request(agency.confirmed(IDA, file, Agency.phones(4)));

        assertThatThrownBy(() -> agency.approvals.refuse(SUE, request.id(), 1, Optional.of("  ")))
                .isInstanceOf(UnfitEntryException.class);
        agency.approvals.refuse(SUE, request.id(), 1, Optional.of("not proportionate"));

        assertThat(agency.batch(request.batch()).state()).isEqualTo(BatchState.REFUSED);
        assertThat(agency.request(agency.batch(request.batch())).refusal()).isEqualTo("not proportionate");
        assertThat(agency.others.asked).isEmpty();
    }

    @Test
    void aBatchThatIsGivenUpIsForgottenAndNobodyCanApproveIt() throws Exception {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));
        ApprovalRequest request = agency.request(batch);
        agency.batches.cancel(IDA, batch.id(), batch.version());

        assertThat(agency.reading.size(batch).lines()).isZero();
        assertThat(agency.request(batch).state()).isEqualTo(ApprovalState.WITHDRAWN);
        assertThatThrownBy(() -> agency.approvals.approve(
                        SUE, request.id(), 2, Optional.of(agency.others.signed(request.draft()))))
                .isInstanceOf(StaleException.class);
    }

    private void change(String statement) {
        database.inTransaction(handle -> handle.execute(statement));
    }
}
