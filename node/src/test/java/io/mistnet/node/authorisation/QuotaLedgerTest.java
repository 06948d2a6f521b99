package io.mistnet.node.authorisation;

import static io.mistnet.node.authorisation.Institutions.FOUR_EYES_ABOVE;
import static io.mistnet.node.authorisation.Institutions.NOW;
import static io.mistnet.node.authorisation.Institutions.PER_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mistnet.node.authorisation.AuthorisationRefusedException.Reason;
import io.mistnet.node.window.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaLedgerTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOW);
    private Institutions institutions;
    private QuotaLedger ledger;

    @BeforeEach
    void open() throws Exception {
        institutions = new Institutions();
        ledger = QuotaLedger.open(folder, institutions.terms(), clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void evaluationsAreCountedUpToTheQuotaAndNotBeyond() throws Exception {
        SignedAuthorisation signed = institutions.signed(institutions.statement(10, 1));
        assertThat(ledger.reserve(signed, 4)).isEqualTo(new Balance(4, 10, 4));
        assertThat(ledger.reserve(signed, 6).left()).isZero();
        assertThat(refusal(signed, 1)).isEqualTo(Reason.QUOTA_EXHAUSTED);
    }

    @Test
    void aRequestThatDoesNotFitWholeCountsNothing() throws Exception {
        SignedAuthorisation signed = institutions.signed(institutions.statement(10, 1));
        assertThat(refusal(signed, 11)).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(ledger.reserve(signed, 10)).isEqualTo(new Balance(10, 10, 10));
    }

    @Test
    void anAuthorisationShownAgainSharesItsCountHoweverItIsSigned() throws Exception {
        Authorisation statement = institutions.statement(10, 1);
        ledger.reserve(institutions.signed(statement), 6);
        SignedAuthorisation shownAgain =
                SignedAuthorisation.read(institutions.signed(statement).bytes());
        assertThat(refusal(shownAgain, 5)).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(refusal(institutions.approved(statement), 5)).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(ledger.reserve(shownAgain, 4).left()).isZero();
    }

    @Test
    void thirtyTwoThreadsGetTogetherWhatTheQuotaAllows() throws Exception {
        SignedAuthorisation signed = institutions.approved(institutions.statement(500, 1));
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> granted = new ArrayList<>();
            for (int thread = 0; thread < 32; thread++) {
                granted.add(threads.submit(() -> {
                    start.await();
                    int got = 0;
                    for (int request = 0; request < 20; request++) {
                        got += refusal(signed, 3) == null ? 3 : 0;
                    }
                    return got;
                }));
            }
            start.countDown();
            int total = 0;
            for (Future<Integer> of : granted) {
                total += of.get();
            }
            assertThat(total).isEqualTo(498);
            assertThat(ledger.reserve(signed, 2)).isEqualTo(new Balance(500, 500, 500));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manySmallAuthorisationsForOneCaseDoNotMakeABulk() throws Exception {
        for (int serial = 0; serial < FOUR_EYES_ABOVE / 50; serial++) {
            ledger.reserve(institutions.signed(institutions.statement(50, serial)), 50);
        }
        SignedAuthorisation next = institutions.signed(institutions.statement(50, 1000));
        assertThat(refusal(next, 1)).isEqualTo(Reason.CASE_NEEDS_SUPERVISOR);
        assertThat(refusal(institutions.signed(institutions.statement("2026-18", 50, 1001)), 50))
                .isNull();
        assertThat(refusal(institutions.approved(institutions.statement(50, 1002)), 50))
                .isNull();
        clock.advance(Duration.ofHours(15));
        assertThat(refusal(next, 50)).isNull();
    }

    @Test
    void theDaysEvaluationsOfAnInstitutionAreLimited() throws Exception {
        ledger.reserve(institutions.approved(institutions.statement(PER_DAY, 1)), PER_DAY);
        SignedAuthorisation next = institutions.approved(institutions.statement(PER_DAY, 2));
        assertThat(refusal(next, 1)).isEqualTo(Reason.DAY_EXHAUSTED);
        clock.advance(Duration.ofHours(14));
        assertThat(ledger.reserve(next, 1)).isEqualTo(new Balance(1, PER_DAY, 1));
    }

    @Test
    void whatOneInstitutionUsesIsNotTakenFromAnother() throws Exception {
        ledger.reserve(institutions.approved(institutions.statement(PER_DAY, 1)), PER_DAY);
        Authorisation one = institutions.statement(10, 2);
        Authorisation other = new Authorisation(
                one.network(),
                "bank-2",
                one.caseReference(),
                one.legalBasis(),
                one.purpose(),
                one.expires(),
                one.quota(),
                one.serial());
        SignedAuthorisation signed =
                new SignedAuthorisation(other, institutions.own("bank-2", other), Optional.empty());
        assertThat(ledger.reserve(signed, 1)).isEqualTo(new Balance(1, 10, 1));
    }

    @Test
    void countsOutliveTheProcess() throws Exception {
        SignedAuthorisation signed = institutions.signed(institutions.statement(10, 1));
        ledger.reserve(signed, 7);
        reopen();
        assertThat(refusal(signed, 4)).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(ledger.reserve(signed, 3)).isEqualTo(new Balance(10, 10, 10));
    }

    @Test
    void aClockThatGoesBackGivesNothingBack() throws Exception {
        SignedAuthorisation bulk = institutions.approved(institutions.statement(PER_DAY + 1, 1));
        ledger.reserve(bulk, PER_DAY);
        clock.advance(Duration.ofDays(-1));
        assertThat(refusal(bulk, 1)).isEqualTo(Reason.DAY_EXHAUSTED);
        reopen();
        assertThat(refusal(bulk, 1)).isEqualTo(Reason.DAY_EXHAUSTED);
    }

    @Test
    void anAuthorisationWhoseCountIsDeletedStaysExpiredWhenTheClockGoesBack() throws Exception {
        SignedAuthorisation old = institutions.signed(institutions.statement(10, 1));
        ledger.reserve(old, 10);
        clock.advance(Duration.ofDays(2));
        assertThat(refusal(old, 1)).isEqualTo(Reason.EXPIRED);
        Authorisation later = institutions.statement(10, 2);
        ledger.reserve(
                institutions.signed(new Authorisation(
                        later.network(),
                        later.institution(),
                        later.caseReference(),
                        later.legalBasis(),
                        later.purpose(),
                        clock.instant().plusSeconds(60),
                        10,
                        later.serial())),
                1);
        clock.advance(Duration.ofDays(-2));
        reopen();
        assertThat(refusal(old, 1)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void countsOfExpiredAuthorisationsAndPastDaysAreDeleted() throws Exception {
        Authorisation old = institutions.statement(10, 1);
        ledger.reserve(institutions.signed(old), 10);
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        ledger.reserve(institutions.signed(institutions.statement(10, 2)), 10);
        Authorisation later = new Authorisation(
                old.network(),
                old.institution(),
                old.caseReference(),
                old.legalBasis(),
                old.purpose(),
                NOW.plus(Duration.ofDays(3)),
                10,
                old.serial());
        clock.advance(Duration.ofDays(1));
        ledger.reserve(institutions.signed(later), 1);
        ledger.close();
        try (CountRows rows = CountRows.open(folder)) {
            assertThat(rows.get(CountKey.ofAuthorisation(old))).isZero();
            assertThat(rows.get(CountKey.ofAuthorisation(later))).isEqualTo(1);
            long day = NOW.getEpochSecond() / 86_400;
            assertThat(rows.get(CountKey.ofInstitution("bank-1", day))).isZero();
            assertThat(rows.get(CountKey.ofCase(old, day + 1))).isZero();
            assertThat(rows.get(CountKey.ofInstitution("bank-1", day + 2))).isEqualTo(1);
        }
        ledger = QuotaLedger.open(folder, institutions.terms(), clock);
    }

    @Test
    void noEvaluationsAreNoRequest() throws Exception {
        SignedAuthorisation signed = institutions.signed(institutions.statement(10, 1));
        for (int evaluations : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> ledger.reserve(signed, evaluations)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void twoProcessesCannotCountInOneFolder() {
        assertThat(catchThrowableOfType(
                        QuotaLedgerException.class,
                        () -> QuotaLedger.open(folder, institutions.terms(), clock)
                                .close()))
                .hasMessageContaining(folder.toString());
    }

    private void reopen() {
        ledger.close();
        ledger = QuotaLedger.open(folder, institutions.terms(), clock);
    }

    private Reason refusal(SignedAuthorisation signed, int evaluations) {
        try {
            ledger.reserve(signed, evaluations);
            return null;
        } catch (AuthorisationRefusedException refusal) {
            return refusal.reason();
        }
    }
}
