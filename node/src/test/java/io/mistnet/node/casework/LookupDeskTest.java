package io.mistnet.node.casework;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.phone;
import static io.mistnet.node.casework.Agency.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class LookupDeskTest {

    private Agency agency;
    private CaseFile file;

    @BeforeEach
    void open(RelationalDatabase database) throws Exception {
        agency = new Agency(database);
        file = agency.open(IDA, "OP-1");
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void anAnswerIsKeptInItsCase() throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"), FakeInvestigations.record("desk 8"));

        CaseLookup lookup = agency.look(IDA, file, phone(PHONE));

        assertThat(lookup)
                .returns(LookupState.ANSWERED, CaseLookup::state)
                .returns(2, CaseLookup::found)
                .returns(PHONE, CaseLookup::selector)
                .returns(
                        new Revealed(1, List.of("bank-2", "fiu"), List.of("fiu"), 1, 1_000, 2_000),
                        CaseLookup::revealed);
        assertThat(agency.lookups.records(lookup.id()))
                .extracting(FoundRecord::contact)
                .containsExactly("desk 7", "desk 8");
        assertThat(agency.lookups.answered(file.id(), phone(PHONE))).contains(lookup);
        assertThat(agency.lookups.ofCase(file.id(), true, 1).items()).containsExactly(lookup);
        assertThat(agency.others.askers).containsExactly(new Asking("ida", "OP-1", "court order 7"));
    }

    @Test
    void aFormThatIsSentTwiceAsksOnce() throws Exception {
        agency.others.gate = new CountDownLatch(1);
        long first = agency.desk.ask(IDA, question(file, phone(PHONE), "the-same-form"));
        long second = agency.desk.ask(IDA, question(file, phone(PHONE), "the-same-form"));
        agency.others.gate.countDown();
        agency.desk.end(first).toCompletableFuture().get();

        assertThat(second).isEqualTo(first);
        assertThat(agency.others.asked).hasSize(1);
    }

    @Test
    void anotherUsersOneTimeKeyShowsNothingOfTheirs() {
        agency.desk.ask(IDA, question(file, phone(PHONE), "the-same-form"));
        CaseFile other = agency.open(JON, "OP-2");

        assertThatThrownBy(() -> agency.desk.ask(JON, question(other, phone(PHONE), "the-same-form")))
                .isInstanceOf(RuntimeException.class);
        assertThat(agency.lookups.ofCase(other.id(), false, 1).items()).isEmpty();
    }

    @Test
    void aFailureIsKeptAndAskedAgain() throws Exception {
        agency.others.failure =
                Optional.of(new LookupFailedException(LookupFailedException.Kind.AWAY, "2 holders are needed"));
        CaseLookup failed = agency.look(IDA, file, phone(PHONE));
        assertThat(failed.failure()).contains(new Failure(Failure.Kind.AWAY, "2 holders are needed"));

        agency.others.failure = Optional.empty();
        long again = agency.desk.askAgain(IDA, failed, "again");
        agency.desk.end(again).toCompletableFuture().get();

        assertThat(agency.lookups.find(again).orElseThrow())
                .returns(PHONE, CaseLookup::selector)
                .returns(LookupState.ANSWERED, CaseLookup::state);
        assertThat(agency.lookups.find(failed.id()).orElseThrow().state()).isEqualTo(LookupState.FAILED);
    }

    @Test
    void aLookupGoesOnWhenThePageIsLeftAndFailsWhenTheNodeIsStopped() {
        agency.others.gate = new CountDownLatch(1);
        long id = agency.desk.ask(IDA, question(file, phone(PHONE), "a"));
        assertThat(agency.lookups.find(id).orElseThrow().isUnderWay()).isTrue();
        assertThat(agency.desk.isUnderWay(id)).isTrue();

        agency.desk.recover();
        assertThat(agency.lookups.find(id).orElseThrow().failure().orElseThrow().kind())
                .isEqualTo(Failure.Kind.INTERRUPTED);
    }

    @Test
    void whatHasJustEndedIsNotGivenUp() throws Exception {
        agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        CaseLookup answered = agency.look(IDA, file, phone(PHONE));

        agency.desk.giveUp(answered.id());

        assertThat(agency.lookups.find(answered.id())).contains(answered);
    }

    @Test
    void tooManyAtOnceAreRefusedAndSayWhy(RelationalDatabase database) throws Exception {
        try (Agency full = new Agency(database, Optional.of(task -> {
            throw new RejectedExecutionException();
        }))) {
            assertThat(full.look(IDA, file, phone(PHONE))
                            .failure()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(Failure.Kind.BUSY);
        }
    }

    @Test
    void aNodeThatFailsSaysSoAndNothingOfItsInside() throws Exception {
        agency.others.know(PHONE, new FoundRecord("fiu", "X".repeat(100), LocalDate.EPOCH, "", ""));

        assertThat(agency.look(IDA, file, phone(PHONE)).failure()).contains(new Failure(Failure.Kind.BROKEN, ""));
    }

    @Test
    void aClosedCaseIsNotLookedUpIn() {
        agency.cases.close(IDA, file.id(), 1);

        assertThatThrownBy(() -> agency.desk.ask(IDA, question(file, phone(PHONE), "a")))
                .isInstanceOf(UnfitEntryException.class);
        assertThat(agency.others.asked).isEmpty();
    }

    @Test
    void whatContributorsWriteIsKeptWhateverItIs() throws Exception {
        agency.others.know(
                PHONE,
                new FoundRecord("a\u0000b", "OTHER", LocalDate.of(2026, 1, 1), "\u001B[31mred", "x".repeat(500)));

        CaseLookup lookup = agency.look(IDA, file, phone(PHONE));

        assertThat(agency.lookups.records(lookup.id()))
                .singleElement()
                .returns("a\uFFFDb", FoundRecord::institution)
                .returns("\uFFFD[31mred", FoundRecord::caseReference)
                .satisfies(record -> assertThat(record.contact()).hasSize(400));
    }

    @Test
    void otherCasesWithTheSameSelectorAreNamed() throws Exception {
        CaseFile other = agency.open(JON, "OP-2");
        agency.look(IDA, file, phone(PHONE));
        agency.look(JON, other, phone(PHONE));
        agency.look(JON, other, phone("+4930901821"));

        assertThat(agency.lookups.otherCases(file.id(), phone(PHONE).type(), PHONE))
                .extracting(CaseFile::reference)
                .containsExactly("OP-2");
        assertThat(agency.lookups.answered(file.id(), phone("+4930901821"))).isEmpty();
    }

    @Test
    void theNewestLookupSaysWhereNumbersAreDialled() throws Exception {
        agency.desk.ask(
                IDA,
                new Question(
                        file.id(),
                        Optional.of("basis"),
                        phone(PHONE),
                        Optional.of(new io.mistnet.connectors.selector.Region("DE")),
                        "a"));
        agency.look(IDA, file, phone(PHONE));

        assertThat(agency.lookups.region(file.id())).contains("DE");
        assertThat(agency.lookups.region(agency.open(IDA, "OP-9").id())).isEmpty();
    }

    @Test
    void nothingOfACaseOrSelectorIsInTheTextsOfLogs() throws Exception {
        CaseLookup lookup = agency.look(IDA, file, phone(PHONE));

        assertThat(List.of(
                        lookup.toString(),
                        file.toString(),
                        question(file, phone(PHONE), "a").toString()))
                .noneMatch(text -> text.contains("+49") || text.contains("OP-1"));
    }
}
