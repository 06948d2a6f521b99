package io.mistnet.node.casework;

import static io.mistnet.node.casework.Agency.AUDITOR;
import static io.mistnet.node.casework.Agency.BOTH;
import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.SUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class CasesTest {

    private Agency agency;

    @BeforeEach
    void open(RelationalDatabase database) throws Exception {
        agency = new Agency(database);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void aNewCaseBelongsToWhoOpenedIt() {
        CaseFile file = agency.open(IDA, "OP-1");

        assertThat(agency.cases.find(file.id())).contains(file);
        assertThat(file.owner()).isEqualTo(new Person("ida", "Ida Berg"));
        assertThat(file.openedAt()).isEqualTo(Agency.NOW);
        assertThat(agency.cases.openOf(IDA)).containsExactly(file);
        assertThat(agency.cases.openOf(JON)).isEmpty();
        assertThat(agency.history.page(file.id(), 1).items())
                .extracting(CaseEvent::kind)
                .containsExactly(CaseEvent.Kind.OPENED);
    }

    @Test
    void aReferenceStandsForOneCase() {
        agency.open(IDA, "OP-1");

        assertThatThrownBy(() -> agency.open(JON, "OP-1"))
                .isInstanceOfSatisfying(
                        UnfitEntryException.class,
                        e -> assertThat(e.problems().get(Field.REFERENCE).kind())
                                .isEqualTo(Problem.Kind.TAKEN));
        assertThat(agency.cases.openOf(JON)).isEmpty();
    }

    @Test
    void textsOfEveryAlphabetAndOfProgramsAreKeptAsTheyAre() {
        for (String hostile : List.of(
                "'; DROP TABLE case_file; --",
                "<script>alert(1)</script>",
                "${7*7}",
                "Дело 17 об \"мулах\"",
                "案件 🐴")) {
            CaseFile file = agency.cases.open(IDA, new CaseEntry(hostile, hostile, hostile, 1));
            agency.history.note(IDA, file.id(), Optional.of(hostile + "\r\nsecond line"));

            assertThat(agency.cases.find(file.id()).orElseThrow().title()).isEqualTo(hostile);
            assertThat(agency.history.page(file.id(), 1).items().get(0).text()).isEqualTo(hostile + "\nsecond line");
        }
    }

    @Test
    void aStaleChangeIsRefusedAndTheOtherOneStands() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.team.add(IDA, file.id(), Optional.of(known(JON)));
        agency.cases.change(JON, file.id(), file.version(), new CaseEntry("", "Jon's title", "court order 7", 30));

        assertThatThrownBy(() -> agency.cases.change(
                        IDA, file.id(), file.version(), new CaseEntry("", "Ida's title", "another", 31)))
                .isInstanceOf(StaleException.class);
        assertThatThrownBy(() -> agency.cases.close(IDA, file.id(), file.version()))
                .isInstanceOf(StaleException.class);
        assertThat(agency.cases.find(file.id()).orElseThrow())
                .returns("Jon's title", CaseFile::title)
                .returns("court order 7", CaseFile::legalBasis)
                .returns(true, CaseFile::isOpen);
    }

    @Test
    void theHistorySaysWhatAFieldWasBefore() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.cases.change(IDA, file.id(), 1, new CaseEntry("", "About OP-1", "court order 8", 30));

        assertThat(agency.history.page(file.id(), 1).items())
                .filteredOn(event -> event.kind() != CaseEvent.Kind.OPENED)
                .singleElement()
                .returns(CaseEvent.Kind.BASIS_CHANGED, CaseEvent::kind)
                .returns("court order 7 → court order 8", CaseEvent::text);
    }

    @Test
    void noCaseIsKeptForLessThanTheInstitutionSays() {
        assertThatThrownBy(() -> agency.cases.open(IDA, new CaseEntry("OP-1", "t", "b", 0)))
                .isInstanceOfSatisfying(
                        UnfitEntryException.class,
                        e -> assertThat(e.problems().get(Field.RETENTION).kind())
                                .isEqualTo(Problem.Kind.TOO_SHORT));
        CaseFile file = agency.open(IDA, "OP-2");
        assertThatThrownBy(() -> agency.cases.keepFor(SUE, file.id(), 1, Optional.of("0")))
                .isInstanceOf(UnfitEntryException.class);
        assertThat(agency.cases.require(file.id()).retentionDays()).isEqualTo(30);
    }

    @Test
    void onlyASupervisorWhoDoesNotWorkOnTheCaseShortensHowLongItIsKept() {
        CaseFile file = agency.open(BOTH, "OP-1");
        assertThatThrownBy(() -> agency.cases.change(BOTH, file.id(), 1, new CaseEntry("", "t", "b", 29)))
                .isInstanceOfSatisfying(
                        UnfitEntryException.class,
                        e -> assertThat(e.problems().get(Field.RETENTION).kind())
                                .isEqualTo(Problem.Kind.SHORTENED));
        for (User by : List.of(BOTH, IDA, AUDITOR)) {
            assertThatThrownBy(() -> agency.cases.keepFor(by, file.id(), 1, Optional.of("10")))
                    .as(by.id())
                    .isInstanceOf(NotAllowedException.class);
        }

        agency.cases.keepFor(SUE, file.id(), 1, Optional.of("10"));

        assertThat(agency.cases.require(file.id()))
                .returns(10, CaseFile::retentionDays)
                .returns(2L, CaseFile::version);
        assertThatThrownBy(() -> agency.cases.keepFor(SUE, file.id(), 1, Optional.of("11")))
                .isInstanceOf(StaleException.class);
    }

    @Test
    void theAuditLogKeepsWhatOutlivesTheCase() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.cases.change(IDA, file.id(), 1, new CaseEntry("", "Another title", "court order 7", 30));
        assertThat(agency.audited).isEmpty();

        agency.cases.change(IDA, file.id(), 2, new CaseEntry("", "Another title", "court order 8", 31));
        agency.cases.keepFor(SUE, file.id(), 3, Optional.of("5"));

        assertThat(agency.audited)
                .extracting(event -> event.user() + " " + event.subject().orElseThrow())
                .containsExactly(
                        "ida cases/%d/basis".formatted(file.id()),
                        "ida cases/%d/retention/30-to-31".formatted(file.id()),
                        "sue cases/%d/retention/31-to-5".formatted(file.id()));
        assertThat(agency.audited)
                .allMatch(event -> event.caseReference().equals(Optional.of("OP-1")))
                .allMatch(event -> event.legalBasis().equals(Optional.of("court order 8")));
    }

    @Test
    void aCaseOfSomebodyElseIsReadAndNotChanged() {
        CaseFile file = agency.open(IDA, "OP-1");
        known(JON);

        for (Runnable change : List.<Runnable>of(
                () -> agency.cases.close(JON, file.id(), 1),
                () -> agency.cases.change(JON, file.id(), 1, new CaseEntry("", "x", "x", 1)),
                () -> agency.history.note(JON, file.id(), Optional.of("x")),
                () -> agency.team.add(JON, file.id(), Optional.of("jon")),
                () -> agency.team.handOver(JON, file.id(), 1, Optional.of("jon")),
                () -> agency.desk.ask(JON, Agency.question(file, Agency.phone(Agency.PHONE), "a")),
                () -> agency.batches.prepare(JON, file.id(), Optional.of("x"), Agency.phones(1)))) {
            assertThatThrownBy(change::run)
                    .isInstanceOfSatisfying(
                            NotAllowedException.class,
                            e -> assertThat(e.reason()).isEqualTo(NotAllowedException.Reason.NOT_YOUR_CASE));
        }
        assertThat(agency.cases.mayWork(JON, file)).isFalse();
        assertThat(agency.cases.mayWork(IDA, file)).isTrue();
    }

    @Test
    void anAuditorChangesNothing() {
        CaseFile file = agency.open(IDA, "OP-1");

        for (Runnable change : List.<Runnable>of(
                () -> agency.open(AUDITOR, "OP-2"),
                () -> agency.cases.close(AUDITOR, file.id(), 1),
                () -> agency.history.note(AUDITOR, file.id(), Optional.of("x")),
                () -> agency.team.add(AUDITOR, file.id(), Optional.of("ida")),
                () -> agency.desk.ask(AUDITOR, Agency.question(file, Agency.phone(Agency.PHONE), "a")))) {
            assertThatThrownBy(change::run)
                    .isInstanceOfSatisfying(
                            NotAllowedException.class,
                            e -> assertThat(e.reason()).isEqualTo(NotAllowedException.Reason.ROLE));
        }
    }

    @Test
    void aMemberWorksOnACaseUntilTheOwnerEndsIt() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.team.add(IDA, file.id(), Optional.of(known(JON)));
        agency.team.add(IDA, file.id(), Optional.of("jon"));

        assertThat(agency.team.members(file.id())).containsExactly(new Person("jon", "Jon Vik"));
        assertThat(agency.cases.openOf(JON)).containsExactly(file);
        agency.history.note(JON, file.id(), Optional.of("a note"));

        agency.team.remove(IDA, file.id(), Optional.of("jon"));
        assertThatThrownBy(() -> agency.history.note(JON, file.id(), Optional.of("another")))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    void aSupervisorHandsACaseOverWhoseOwnerIsGone() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.team.handOver(SUE, file.id(), 1, Optional.of(known(JON)));

        assertThat(agency.cases.openOf(JON)).hasSize(1);
        assertThat(agency.cases.openOf(IDA)).isEmpty();
        assertThatThrownBy(() -> agency.team.handOver(SUE, file.id(), 1, Optional.of("jon")))
                .isInstanceOf(StaleException.class);
        assertThatThrownBy(() -> agency.team.handOver(SUE, file.id(), 2, Optional.of("nobody")))
                .isInstanceOf(UnfitEntryException.class);
    }

    @Test
    void aClosedCaseIsOpenedAgain() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.cases.close(IDA, file.id(), 1);
        assertThat(agency.cases.openOf(IDA)).isEmpty();
        assertThat(agency.cases.find(file.id()).orElseThrow().closedAt()).contains(Agency.NOW);

        agency.cases.reopen(IDA, file.id(), 2);
        assertThat(agency.cases.find(file.id()).orElseThrow())
                .returns(true, CaseFile::isOpen)
                .returns(Optional.empty(), CaseFile::closedAt);
    }

    @Test
    void theListHasOnesOwnCasesFirstAndThenTheNewest() {
        CaseFile own = agency.open(IDA, "OP-1");
        agency.open(JON, "OP-2");
        CaseFile joined = agency.open(JON, "OP-3");
        agency.open(JON, "OP-4");
        known(IDA);
        agency.team.add(JON, joined.id(), Optional.of("ida"));

        assertThat(agency.list.page(IDA, CaseFilter.ALL, 1).items())
                .extracting(summary -> summary.file().reference() + (summary.isOwn() ? " own" : ""))
                .containsExactly("OP-3 own", "OP-1 own", "OP-4", "OP-2");
        assertThat(agency.list
                        .page(IDA, new CaseFilter(Optional.empty(), Optional.empty(), true), 1)
                        .items())
                .hasSize(2);
        agency.cases.close(IDA, own.id(), 1);
        assertThat(agency.list
                        .page(IDA, new CaseFilter(Optional.of(CaseState.CLOSED), Optional.empty(), false), 1)
                        .items())
                .extracting(summary -> summary.file().reference())
                .containsExactly("OP-1");
    }

    @Test
    void aFilterTakesWildcardsAsTheyAreWritten() {
        agency.cases.open(IDA, new CaseEntry("OP-1", "100% of _it!", "b", 1));
        agency.cases.open(IDA, new CaseEntry("OP-2", "100 of it", "b", 1));

        for (String text : List.of("100%", "_it", "it!", "OP-1", "op-1")) {
            assertThat(found(text)).as(text).containsExactly("OP-1");
        }
        assertThat(found("'; DROP TABLE case_file; --")).isEmpty();
        assertThat(found("%")).containsExactly("OP-1");
    }

    @Test
    void longListsComeInPages() {
        IntStream.rangeClosed(1, CaseList.SIZE + 1).forEach(i -> agency.open(IDA, "OP-" + i));

        assertThat(agency.list.page(IDA, CaseFilter.ALL, 1))
                .returns(true, Page::hasNext)
                .satisfies(page -> assertThat(page.items()).hasSize(CaseList.SIZE));
        assertThat(agency.list.page(IDA, CaseFilter.ALL, 2))
                .returns(false, Page::hasNext)
                .satisfies(page -> assertThat(page.items()).hasSize(1));
    }

    @Test
    void aPersonIsCalledByTheirNewestName() {
        CaseFile file = agency.open(IDA, "OP-1");
        agency.store.people().meet(new User("ida", "Ida Berg-Vik", IDA.roles()));

        assertThat(agency.cases.find(file.id()).orElseThrow().owner().name()).isEqualTo("Ida Berg-Vik");
        assertThat(agency.store.people().all()).containsExactly(new Person("ida", "Ida Berg-Vik"));
    }

    private List<String> found(String text) {
        return agency.list.page(IDA, new CaseFilter(Optional.empty(), Optional.of(text), false), 1).items().stream()
                .map(summary -> summary.file().reference())
                .toList();
    }

    private String known(User user) {
        agency.store.people().meet(user);
        return user.id();
    }
}
