package io.mistnet.node.alert;

import static io.mistnet.node.alert.RaisedAlerts.ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.NOW;
import static io.mistnet.node.alert.RaisedAlerts.OTHER_ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.flag;
import static io.mistnet.node.alert.RaisedAlerts.openAlert;
import static io.mistnet.node.alert.RaisedAlerts.raised;
import static io.mistnet.node.alert.RaisedAlerts.score;
import static io.mistnet.node.alert.RaisedAlerts.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.AlertInbox.Outcome;
import io.mistnet.node.alert.HistoryEntry.What;
import io.mistnet.node.alert.RefusedChangeException.Reason;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class AlertsTest {

    private static final Person ANN = new Person("ann", "Ann Analyst");
    private static final Person BEN = new Person("ben", "Ben O'Hara");

    private RelationalDatabase database;
    private AlertRepository repository;
    private AlertCounter counter;
    private AlertWork work;

    @BeforeEach
    void open(RelationalDatabase empty) {
        database = empty;
        repository = new AlertRepository(database);
        InstantSource clock = InstantSource.fixed(NOW);
        counter = new AlertCounter(database, clock);
        work = new AlertWork(database, clock, counter);
    }

    @Test
    void aRaisedAlertIsKeptWithAllThatItSaid() {
        RaisedAlert raised = flag(ACCOUNT, 7);
        assertThat(take(database, raised)).isEqualTo(Outcome.NEW);

        AlertDossier dossier = dossier(openAlert(database, ACCOUNT));
        assertThat(dossier.alert())
                .isEqualTo(new Alert(
                        dossier.alert().id(),
                        dossier.alert().account(),
                        ACCOUNT,
                        "weighted",
                        Measure.FLAG,
                        1,
                        7,
                        raised.raisedAt(),
                        raised.raisedAt(),
                        1,
                        AlertState.OPEN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1));
        assertThat(dossier.occurrences())
                .containsExactly(new Occurrence(7, "weighted", Measure.FLAG, 1, raised.cutOff(), raised.raisedAt()));
        assertThat(dossier.transfers()).containsExactlyInAnyOrderElementsOf(raised.transfers());
        assertThat(dossier.history()).extracting(HistoryEntry::what).containsExactly(What.RAISED);
    }

    @Test
    void whatIsDeliveredTwiceCountsOnce() {
        take(database, flag(ACCOUNT, 7));
        assertThat(take(database, flag(ACCOUNT, 7))).isEqualTo(Outcome.KNOWN);

        assertThat(dossier(openAlert(database, ACCOUNT)).history()).hasSize(1);
    }

    @Test
    void whatIsRaisedWhileTheAccountHasAnOpenAlertJoinsIt() {
        RaisedAlert first = score(ACCOUNT, 7, 0.6, NOW.minusSeconds(60));
        RaisedAlert second = new RaisedAlert(
                ACCOUNT,
                8,
                "taint",
                Measure.SCORE,
                0.9,
                NOW.minusSeconds(2),
                flag(ACCOUNT, 8).transfers(),
                NOW.minusSeconds(1));
        take(database, first);
        assertThat(take(database, second)).isEqualTo(Outcome.JOINED);
        assertThat(take(database, score(ACCOUNT, 9, 0.7, NOW))).isEqualTo(Outcome.JOINED);

        AlertDossier dossier = dossier(openAlert(database, ACCOUNT));
        assertThat(dossier.alert().occurrences()).isEqualTo(3);
        assertThat(dossier.alert().risk()).isEqualTo(0.9);
        assertThat(dossier.alert().rule()).isEqualTo("weighted");
        assertThat(dossier.alert().epoch()).isEqualTo(9);
        assertThat(dossier.alert().raisedAt()).isEqualTo(first.raisedAt());
        assertThat(dossier.alert().lastRaisedAt()).isEqualTo(NOW);
        assertThat(dossier.occurrences()).extracting(Occurrence::epoch).containsExactly(7L, 8L, 9L);
        assertThat(dossier.occurrences()).extracting(Occurrence::rule).containsExactly("weighted", "taint", "weighted");
        assertThat(dossier.transfers()).hasSize(2);
        assertThat(dossier.history())
                .extracting(HistoryEntry::what)
                .containsExactly(What.RAISED, What.RAISED_AGAIN, What.RAISED_AGAIN);
    }

    @Test
    void aTransferThatTwoOccurrencesKnowStandsOnce() {
        RaisedAlert first = flag(ACCOUNT, 7);
        take(database, first);
        List<Transfer> more = new ArrayList<>(first.transfers());
        more.addAll(flag(ACCOUNT, 8).transfers());
        more.add(more.get(0));
        take(
                database,
                new RaisedAlert(ACCOUNT, 8, "weighted", Measure.FLAG, 1, first.cutOff(), more, first.raisedAt()));

        assertThat(dossier(openAlert(database, ACCOUNT)).transfers()).hasSize(4);
    }

    @Test
    void whatIsRaisedAfterTheAlertWasClosedIsNewWork() {
        long first = taken(flag(ACCOUNT, 7));
        work.close(first, 1, ANN, Disposition.FALSE_ALARM, Optional.empty());
        assertThat(take(database, flag(ACCOUNT, 8))).isEqualTo(Outcome.NEW);

        AlertAccount account = repository.account(alert(first).account()).orElseThrow();
        assertThat(account.number()).isEqualTo(ACCOUNT);
        assertThat(repository.alertsOf(account))
                .extracting(Alert::state)
                .containsExactly(AlertState.OPEN, AlertState.CLOSED);
        assertThat(repository.transfersOf(account)).hasSize(4);
    }

    @Test
    void whoDidWhatStandsInTheHistory() {
        long id = taken(flag(ACCOUNT, 7));
        work.assign(id, 1, ANN, ANN);
        work.remark(id, 2, ANN, new Remark("Called the customer; '); DROP TABLE alerts; --"));
        work.assign(id, 3, ANN, BEN);
        work.putBack(id, 4, BEN);
        work.close(id, 5, BEN, Disposition.CONFIRMED_MULE, Optional.of(new Remark("Account is blocked.")));
        work.reopen(id, 6, ANN, Optional.of(new Remark("New facts.")));

        List<HistoryEntry> history = dossier(id).history();
        assertThat(history)
                .extracting(HistoryEntry::what)
                .containsExactly(
                        What.RAISED,
                        What.ASSIGNED,
                        What.REMARKED,
                        What.ASSIGNED,
                        What.PUT_BACK,
                        What.CLOSED,
                        What.REOPENED);
        assertThat(history).extracting(HistoryEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(history.get(2).remark()).contains("Called the customer; '); DROP TABLE alerts; --");
        assertThat(history.get(3).by()).contains(ANN);
        assertThat(history.get(3).assignee()).contains(BEN);
        assertThat(history.get(5).disposition()).contains(Disposition.CONFIRMED_MULE);
        assertThat(history).allSatisfy(entry -> assertThat(entry.at()).isEqualTo(NOW));
        assertThat(alert(id).state()).isEqualTo(AlertState.ASSIGNED);
        assertThat(alert(id).assignee()).contains(ANN);
        assertThat(alert(id).closedAt()).isEmpty();
    }

    @Test
    void anAlertClosedByNobodysAssigneeIsTheirs() {
        long id = taken(flag(ACCOUNT, 7));
        Alert closed = work.close(id, 1, ANN, Disposition.REPORTED_TO_FIU, Optional.empty());

        assertThat(closed).isEqualTo(alert(id));
        assertThat(closed.assignee()).contains(ANN);
        assertThat(closed.disposition()).contains(Disposition.REPORTED_TO_FIU);
        assertThat(closed.closedAt()).contains(NOW);
    }

    @Test
    void whoSawAnOlderVersionIsRefusedAndToldWhatHappened() {
        long id = taken(flag(ACCOUNT, 7));
        work.assign(id, 1, ANN, ANN);
        work.remark(id, 2, ANN, new Remark("mine"));

        RefusedChangeException refused = catchThrowableOfType(
                RefusedChangeException.class, () -> work.close(id, 1, BEN, Disposition.FALSE_ALARM, Optional.empty()));
        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        assertThat(refused.changes()).extracting(HistoryEntry::what).containsExactly(What.ASSIGNED, What.REMARKED);
        assertThat(alert(id).version()).isEqualTo(3);
    }

    @Test
    void aFurtherOccurrenceIsAChangeThatMustBeSeenFirst() {
        long id = taken(flag(ACCOUNT, 7));
        take(database, flag(ACCOUNT, 8));

        assertThatThrownBy(() -> work.close(id, 1, ANN, Disposition.FALSE_ALARM, Optional.empty()))
                .isInstanceOfSatisfying(
                        RefusedChangeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.STALE));
    }

    @Test
    void ofManyAtOnceWhoSawTheSameVersionOneSucceeds() throws Exception {
        long id = taken(flag(ACCOUNT, 7));
        List<Callable<Boolean>> attempts = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try {
                        work.assign(id, 1, ANN, new Person("p" + i, "P" + i));
                        return true;
                    } catch (RefusedChangeException e) {
                        return false;
                    }
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int made = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                made += attempt.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(dossier(id).history()).hasSize(2);
        assertThat(alert(id).version()).isEqualTo(2);
    }

    @Test
    void whoGotPastTheLockIsRefusedAllTheSame() {
        long id = taken(flag(ACCOUNT, 7));
        Alert seen = alert(id);
        work.assign(id, 1, ANN, ANN);

        RefusedChangeException refused = catchThrowableOfType(
                RefusedChangeException.class,
                () -> database.inTransaction(handle -> new AlertChange(handle, NOW)
                        .write(seen, AlertState.ASSIGNED, Optional.of(BEN), Optional.empty())));
        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        assertThat(refused.changes()).extracting(HistoryEntry::what).containsExactly(What.ASSIGNED);
        assertThat(alert(id).assignee()).contains(ANN);
    }

    @Test
    void aClosedAlertTakesNoChangeUntilItIsReopened() {
        long id = taken(flag(ACCOUNT, 7));
        work.close(id, 1, ANN, Disposition.FALSE_ALARM, Optional.empty());

        for (Callable<Alert> change : List.<Callable<Alert>>of(
                () -> work.assign(id, 2, BEN, BEN),
                () -> work.putBack(id, 2, BEN),
                () -> work.remark(id, 2, BEN, new Remark("late")),
                () -> work.close(id, 2, BEN, Disposition.CONFIRMED_MULE, Optional.empty()))) {
            assertThatThrownBy(change::call)
                    .isInstanceOfSatisfying(
                            RefusedChangeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        }
        assertThat(alert(id).disposition()).contains(Disposition.FALSE_ALARM);
        assertThat(work.reopen(id, 2, BEN, Optional.empty()).state()).isEqualTo(AlertState.ASSIGNED);
        assertThatThrownBy(() -> work.reopen(id, 3, BEN, Optional.empty()))
                .isInstanceOfSatisfying(
                        RefusedChangeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CLOSED));
    }

    @Test
    void anAlertIsNotReopenedBesideAnotherOfTheAccount() {
        long first = taken(flag(ACCOUNT, 7));
        work.close(first, 1, ANN, Disposition.FALSE_ALARM, Optional.empty());
        take(database, flag(ACCOUNT, 8));

        assertThatThrownBy(() -> work.reopen(first, 2, ANN, Optional.empty()))
                .isInstanceOfSatisfying(
                        RefusedChangeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ANOTHER_OPEN));
    }

    @Test
    void whatIsRaisedAfterAnAlertWasReopenedJoinsIt() {
        long id = taken(flag(ACCOUNT, 7));
        work.close(id, 1, ANN, Disposition.FALSE_ALARM, Optional.empty());
        work.reopen(id, 2, ANN, Optional.empty());

        assertThat(take(database, flag(ACCOUNT, 8))).isEqualTo(Outcome.JOINED);
        assertThat(alert(id).version()).isEqualTo(4);
    }

    @Test
    void givingAnAlertToWhoHasItChangesNothing() {
        long id = taken(flag(ACCOUNT, 7));
        work.assign(id, 1, ANN, ANN);

        assertThat(work.assign(id, 2, ANN, ANN).version()).isEqualTo(2);
        assertThat(dossier(id).history()).hasSize(2);
    }

    @Test
    void anAlertThatDoesNotExistIsSaidSo() {
        for (long id : List.of(-1L, 0L, 4711L)) {
            assertThat(repository.alert(id)).isEmpty();
            assertThat(repository.dossier(id)).isEmpty();
            assertThatThrownBy(() -> work.assign(id, 1, ANN, ANN)).isInstanceOf(NoSuchAlertException.class);
        }
        assertThat(repository.account(-1)).isEmpty();
    }

    @Test
    void countsAreOfAllStatesAndRules() {
        long first = taken(flag(ACCOUNT, 7));
        taken(raised(OTHER_ACCOUNT, 7, "taint", Measure.FLAG, 1, NOW));
        long third = taken(flag("A-3", 7));
        work.assign(third, 1, ANN, BEN);
        work.close(first, 1, ANN, Disposition.CONFIRMED_VICTIM, Optional.empty());

        AlertCounts counts = counter.counts();
        assertThat(counts.in(AlertState.OPEN)).isEqualTo(1);
        assertThat(counts.in(AlertState.ASSIGNED)).isEqualTo(1);
        assertThat(counts.in(AlertState.CLOSED)).isEqualTo(1);
        assertThat(counts.rules()).containsExactly("taint", "weighted");
        assertThat(counts.closed("weighted")).containsOnlyKeys(Feedback.CONFIRMED);
        assertThat(counter.workedBy(BEN.id())).isEqualTo(1);
        assertThat(counter.workedBy(ANN.id())).isZero();
    }

    @Test
    void countsAreKeptForFiveSeconds() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        AlertCounter kept = new AlertCounter(database, now::get);
        assertThat(kept.counts().in(AlertState.OPEN)).isZero();
        take(database, flag(ACCOUNT, 7));

        now.set(NOW.plusMillis(4_999));
        assertThat(kept.counts().in(AlertState.OPEN)).isZero();
        now.set(NOW.plusSeconds(5));
        assertThat(kept.counts().in(AlertState.OPEN)).isEqualTo(1);
    }

    @Test
    void whatIsChangedHereMovesTheCountsAtOnce() {
        long first = taken(flag(ACCOUNT, 7));
        long second = taken(raised(OTHER_ACCOUNT, 7, "taint", Measure.FLAG, 1, NOW));
        counter.counts();
        for (Runnable change : List.<Runnable>of(
                () -> work.assign(first, 1, ANN, BEN),
                () -> work.assign(first, 2, ANN, BEN),
                () -> work.remark(first, 2, ANN, new Remark("Called.")),
                () -> work.close(first, 3, ANN, Disposition.CONFIRMED_MULE, Optional.empty()),
                () -> work.close(second, 1, ANN, Disposition.NOT_ENOUGH_EVIDENCE, Optional.empty()),
                () -> work.reopen(first, 4, ANN, Optional.empty()),
                () -> work.putBack(first, 5, ANN))) {
            change.run();
            assertThat(counter.counts().rows())
                    .containsExactlyInAnyOrderElementsOf(new AlertCounter(database, InstantSource.fixed(NOW))
                            .counts()
                            .rows());
        }
    }

    @Test
    void whileSomebodyCountsOthersSeeTheLastCount() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Thread onlooker = Thread.currentThread();
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch counting = new CountDownLatch(1);
        Semaphore mayGoOn = new Semaphore(0);
        AlertCounter kept = new AlertCounter(database, () -> {
            // whoever counts looks at the clock a second time once it is theirs to count
            if (Thread.currentThread() != onlooker && looks.incrementAndGet() == 2) {
                counting.countDown();
                mayGoOn.acquireUninterruptibly();
            }
            return now.get();
        });
        kept.counts();
        take(database, flag(ACCOUNT, 7));
        now.set(NOW.plusSeconds(5));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<AlertCounts> counted = other.submit(kept::counts);
            counting.await();
            assertThat(kept.counts().in(AlertState.OPEN)).isZero();
            mayGoOn.release();
            assertThat(counted.get().in(AlertState.OPEN)).isEqualTo(1);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void feedbackHasALineForEachTimeThatAClosedAlertWasRaised() {
        FeedbackLog log = new FeedbackLog(database);
        long id = taken(flag(ACCOUNT, 7));
        take(database, flag(ACCOUNT, 8));
        taken(flag(OTHER_ACCOUNT, 7));
        assertThat(log.rows(0, 10)).isEmpty();
        work.close(id, 2, ANN, Disposition.FALSE_ALARM, Optional.empty());

        List<FeedbackLog.Numbered> rows = log.rows(0, 1);
        assertThat(rows)
                .extracting(FeedbackLog.Numbered::row)
                .containsExactly(new FeedbackRow(ACCOUNT, 7, "weighted", Disposition.FALSE_ALARM, NOW));
        assertThat(log.rows(rows.get(0).number(), 10))
                .extracting(FeedbackLog.Numbered::row)
                .containsExactly(new FeedbackRow(ACCOUNT, 8, "weighted", Disposition.FALSE_ALARM, NOW));
        work.reopen(id, 3, ANN, Optional.empty());
        assertThat(log.rows(0, 10)).isEmpty();
    }

    @Test
    void peopleAreRememberedByTheirLatestName() {
        AlertPeople people = new AlertPeople(database);
        people.saw(new Person("ann", "Ann"));
        people.saw(BEN);
        people.saw(ANN);
        people.saw(ANN);

        assertThat(people.all()).containsExactly(ANN, BEN);
        assertThat(people.find("ben")).contains(BEN);
        assertThat(people.find("' OR 1=1 --")).isEmpty();
    }

    private long taken(RaisedAlert raised) {
        take(database, raised);
        return openAlert(database, raised.account());
    }

    private Alert alert(long id) {
        return repository.alert(id).orElseThrow();
    }

    private AlertDossier dossier(long id) {
        return repository.dossier(id).orElseThrow();
    }
}
