package io.mistnet.node.casework;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.SUE;
import static io.mistnet.node.casework.Agency.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class BatchesTest {

    private Agency agency;
    private CaseFile file;

    @BeforeEach
    void open(RelationalDatabase fresh) throws Exception {
        agency = new Agency(fresh);
        file = agency.open(IDA, "OP-1");
        agency.store.people().meet(SUE);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void aListIsAskedAndEveryLineHasItsAnswer() throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"));

        Batch batch = agency.ended(agency.confirmed(IDA, file, Agency.file("""
                        type,selector
                        phone,+49 30 901820
                        iban,DE89370400440532013000
                        phone,+4930901820
                        """)).id());

        assertThat(batch.state()).isEqualTo(BatchState.ANSWERED);
        assertThat(batch.revealed().evaluations()).isEqualTo(2);
        assertThat(agency.others.asked).hasSize(2);
        assertThat(agency.reading.results(batch.id(), false, 1).items())
                .extracting(result -> result.line() + " " + result.records().size())
                .containsExactly("2 1", "3 0", "4 1");
        assertThat(agency.reading.results(batch.id(), true, 1).items()).hasSize(2);
        assertThat(agency.reading.after(batch.id(), false, 2)).hasSize(2);
        assertThat(agency.reading.size(batch)).isEqualTo(new BatchSize(3, 0, 2, 2, 0, 2));
        assertThat(agency.lookups.ofCase(file.id(), false, 1).items()).hasSize(2);
    }

    @Test
    void nothingIsSentWhileALineIsBadAndNobodyLeavesItOut() throws Exception {
        long id =
                agency.batches.prepare(IDA, file.id(), Optional.of("basis"), Agency.file("+4930901820\nno selector\n"));

        assertThatThrownBy(() -> agency.batches.confirm(IDA, id, 1, decision(false, false)))
                .isInstanceOf(UnfitEntryException.class);
        assertThat(agency.batch(id).state()).isEqualTo(BatchState.PREPARED);
        assertThat(agency.others.asked).isEmpty();
        assertThat(agency.reading.badLines(id, 1).items())
                .extracting(BatchFile.BadLine::number)
                .containsExactly(2);

        agency.batches.confirm(IDA, id, 1, decision(true, false));
        assertThat(agency.ended(id).state()).isEqualTo(BatchState.ANSWERED);
        assertThat(agency.others.asked).hasSize(1);
    }

    @Test
    void aListWithoutAnySelectorCannotBeAsked() {
        long id = agency.batches.prepare(IDA, file.id(), Optional.of("basis"), Agency.file("nothing\n"));

        assertThatThrownBy(() -> agency.batches.confirm(IDA, id, 1, decision(true, true)))
                .isInstanceOf(UnfitEntryException.class);
    }

    @Test
    void whatTheCaseHasAnAnswerToIsNotAskedAgainUnlessSomebodyWantsIt() throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        agency.look(IDA, file, phone(PHONE));
        agency.others.asked.clear();

        Batch batch = agency.ended(agency.confirmed(IDA, file, Agency.file("+4930901820\n+4930901821\n"))
                .id());
        assertThat(agency.others.asked).containsExactly(phone("+4930901821"));
        assertThat(agency.reading.results(batch.id(), true, 1).items()).hasSize(1);

        long again = agency.batches.prepare(IDA, file.id(), Optional.of("basis"), Agency.file("+4930901820\n"));
        agency.batches.confirm(IDA, again, 1, decision(false, true));
        agency.ended(again);
        assertThat(agency.others.asked).hasSize(2);
    }

    @Test
    void aListOfWhichAllIsAnsweredCostsNothing() throws Exception {
        agency.look(IDA, file, phone(PHONE));
        agency.others.asked.clear();

        assertThat(agency.ended(agency.confirmed(IDA, file, Agency.file(PHONE)).id())
                        .state())
                .isEqualTo(BatchState.ANSWERED);
        assertThat(agency.others.asked).isEmpty();
    }

    @Test
    void aBatchBelongsToWhoUploadedIt() {
        agency.store.people().meet(JON);
        agency.team.add(IDA, file.id(), Optional.of("jon"));
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));

        assertThatThrownBy(() -> agency.batches.cancel(JON, batch.id(), batch.version()))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> agency.batches.confirm(JON, batch.id(), batch.version(), decision(true, true)))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    void aConfirmationThatIsSentTwiceAsksOnce() throws Exception {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(2));

        assertThatThrownBy(() -> agency.batches.confirm(IDA, batch.id(), 1, decision(true, true)))
                .isInstanceOf(StaleException.class);
        agency.ended(batch.id());
        assertThat(agency.others.asked).hasSize(2);
    }

    @Test
    void aFailedBatchIsAskedAgainByTheSameApprovalOrANewOne() throws Exception {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));
        ApprovalRequest request = agency.request(batch);
        agency.others.failure =
                Optional.of(new LookupFailedException(LookupFailedException.Kind.AWAY, "the host is away"));
        agency.approvals.approve(SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft())));
        Batch failed = agency.ended(batch.id());
        assertThat(failed.failure()).contains(new Failure(Failure.Kind.AWAY, "the host is away"));

        agency.others.failure = Optional.of(new LookupFailedException(LookupFailedException.Kind.REFUSED, "used up"));
        agency.batches.askAgain(IDA, batch.id(), failed.version());
        Batch refused = agency.ended(batch.id());
        assertThat(agency.others.approved).hasSize(2);
        assertThat(refused.failure().orElseThrow().mayNeedSupervisor()).isTrue();

        agency.others.failure = Optional.empty();
        agency.batches.askSupervisor(IDA, batch.id(), refused.version(), Optional.of("used up by a failure"));
        ApprovalRequest second = agency.request(batch);
        assertThat(second.id()).isNotEqualTo(request.id());
        agency.approvals.approve(SUE, second.id(), 1, Optional.of(agency.others.signed(second.draft())));
        assertThat(agency.ended(batch.id()).state()).isEqualTo(BatchState.ANSWERED);
        assertThat(agency.approvals.ofBatch(batch.id())).hasSize(2);
    }

    @Test
    void aSingleLookupThatNeedsASupervisorBecomesABatchOfOne() throws Exception {
        agency.others.failure = Optional.of(
                new LookupFailedException(LookupFailedException.Kind.REFUSED, "the case needs a supervisor today"));
        CaseLookup failed = agency.look(IDA, file, phone(PHONE));
        agency.others.failure = Optional.empty();

        long id = agency.batches.askSupervisor(IDA, failed, Optional.of("more than usual today"));
        ApprovalRequest request = agency.request(agency.batch(id));
        assertThat(request.evaluations()).isEqualTo(1);
        agency.approvals.approve(SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft())));

        assertThat(agency.ended(id).state()).isEqualTo(BatchState.ANSWERED);
    }

    @Test
    void aSupervisorIsAskedOnceThoughSomebodyAsksTwiceAndNotWithoutAReason() throws Exception {
        agency.others.failure = Optional.of(
                new LookupFailedException(LookupFailedException.Kind.REFUSED, "the case needs a supervisor today"));
        CaseLookup failed = agency.look(IDA, file, phone(PHONE));

        assertThatThrownBy(() -> agency.batches.askSupervisor(IDA, failed, Optional.empty()))
                .isInstanceOf(UnfitEntryException.class);
        assertThat(batches()).isEmpty();
        long id = agency.batches.askSupervisor(IDA, failed, Optional.of("more than usual today"));
        assertThat(agency.batches.askSupervisor(IDA, failed, Optional.of("a double click")))
                .isEqualTo(id);
        assertThat(batches()).hasSize(1);
        assertThat(agency.approvals.ofBatch(id)).hasSize(1);
    }

    @Test
    void whatHasEndedStaysAsItEndedThoughItIsKeptOnceMore() throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        Batch batch =
                agency.ended(agency.confirmed(IDA, file, Agency.file(PHONE)).id());
        List<LookupAnswer> answers = List.of(new LookupAnswer(List.of(FakeInvestigations.record("desk 7")), 0));

        assertThat(agency.store.<Boolean>read(handle -> BatchAnswerRows.keep(
                        handle, batch, List.of(phone(PHONE)), answers, batch.revealed(), Agency.NOW, Agency.NOW)))
                .isFalse();
        assertThat(agency.store.<Boolean>read(handle -> BatchRows.failed(
                        handle, batch.id(), new Failure(Failure.Kind.BROKEN, ""), Revealed.NOTHING, Agency.NOW)))
                .isFalse();
        assertThat(agency.batch(batch.id())).isEqualTo(batch);
        assertThat(agency.lookups.ofCase(file.id(), false, 1).items()).hasSize(1);
    }

    private List<Batch> batches() {
        return agency.reading.page(OptionalLong.of(file.id()), 1).items();
    }

    @Test
    void batchesAreAskedOneAfterTheOtherAndSayHowFarTheyAre() throws Exception {
        agency.others.gate = new CountDownLatch(1);
        Batch first = agency.confirmed(IDA, file, Agency.phones(2));
        Batch second = agency.confirmed(IDA, file, Agency.file("+4930901899"));
        Agency.await(() -> agency.runner.done(first.id()) == 1);

        assertThat(agency.batch(first.id()).state()).isEqualTo(BatchState.RUNNING);
        assertThat(agency.batch(second.id()).state()).isEqualTo(BatchState.QUEUED);
        agency.others.gate.countDown();
        assertThat(agency.ended(second.id()).state()).isEqualTo(BatchState.ANSWERED);
    }

    @Test
    void aNodeThatStartsAgainAsksWhatWasQueuedAndFailsWhatItWasAsking(RelationalDatabase database) throws Exception {
        agency.others.gate = new CountDownLatch(1);
        Batch first = agency.confirmed(IDA, file, Agency.phones(2));
        Batch second = agency.confirmed(IDA, file, Agency.file("+4930901899"));
        Agency.await(() -> agency.batch(first.id()).state() == BatchState.RUNNING);

        try (Agency restarted = new Agency(database)) {
            restarted.runner.recover();
            assertThat(restarted.ended(first.id()).failure().orElseThrow().kind())
                    .isEqualTo(Failure.Kind.INTERRUPTED);
            assertThat(restarted.ended(second.id()).state()).isEqualTo(BatchState.ANSWERED);
        }
    }

    @Test
    void aBatchOfACaseThatWasClosedMeanwhileIsNotAsked() throws Exception {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));
        ApprovalRequest request = agency.request(batch);
        agency.cases.close(IDA, file.id(), 1);
        agency.approvals.approve(SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft())));

        assertThat(agency.ended(batch.id()).failure().orElseThrow().kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(agency.others.asked).isEmpty();
    }

    @Test
    void whoeverWasTakenOffACaseAsksNothingMoreInIt() throws Exception {
        agency.store.people().meet(JON);
        agency.team.add(IDA, file.id(), Optional.of("jon"));
        long prepared = agency.batches.prepare(JON, file.id(), Optional.of("basis"), Agency.phones(2));
        Batch waiting = agency.confirmed(JON, file, Agency.phones(4));
        agency.team.remove(IDA, file.id(), Optional.of("jon"));

        assertThatThrownBy(() ->
                        agency.batches.confirm(JON, prepared, 1, new Batches.Decision(false, false, Optional.empty())))
                .isInstanceOf(NotAllowedException.class);
        ApprovalRequest request = agency.request(waiting);
        agency.approvals.approve(SUE, request.id(), 1, Optional.of(agency.others.signed(request.draft())));
        assertThat(agency.ended(waiting.id()).failure().orElseThrow().kind()).isEqualTo(Failure.Kind.NOT_YOURS);
        assertThat(agency.others.asked).isEmpty();
    }

    @Test
    void batchesAreListedByCase() {
        Batch batch = agency.confirmed(IDA, file, Agency.phones(4));
        CaseFile other = agency.open(JON, "OP-2");
        agency.confirmed(JON, other, Agency.phones(4));

        assertThat(agency.reading.page(OptionalLong.of(file.id()), 1).items())
                .extracting(Batch::id)
                .containsExactly(batch.id());
        assertThat(agency.reading.page(OptionalLong.empty(), 1).items()).hasSize(2);
    }

    private static Batches.Decision decision(boolean leaveOutBad, boolean askAgain) {
        return new Batches.Decision(leaveOutBad, askAgain, Optional.of("a reason"));
    }
}
