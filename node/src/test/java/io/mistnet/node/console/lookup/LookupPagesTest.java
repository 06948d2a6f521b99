package io.mistnet.node.console.lookup;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.FakeInvestigations;
import io.mistnet.node.console.casework.InvestigationPages;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.trial.Trials;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookupPagesTest {

    private static final List<String> HOSTILE =
            List.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE case_lookup; --");

    @TempDir
    private Path folder;

    private InvestigationPages pages;
    private CaseFile file;

    @BeforeEach
    void open() throws Exception {
        pages = new InvestigationPages(
                folder,
                folder,
                Trials.ofBanks(3).network().institution("bank-1").keys().signing());
        file = pages.agency.open(IDA, "OP-1");
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void theFormSaysThatNothingLeavesTheInstitutionWhileItIsFilledIn() throws Exception {
        HttpResponse<String> response = pages.ida.get("/lookups");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("While you type: nothing.", "OP-1", "court order 7", "name=\"attempt\"")
                .doesNotContain("homomorphic");
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 901820, fine, Phone number: +4930901820",
        "DE89 3704 0044 0532 0130 00, fine, Bank account (IBAN): DE89370400440532013000",
        "300.1.2.3, problem, expected an IPv4 address"
    })
    void whatIsTypedIsReadHereAndNothingIsAsked(String typed, String look, String says) throws Exception {
        HttpResponse<String> response = pages.ida.postFragment("/lookups/check", Map.of("selector", typed));

        assertThat(response.body()).contains("class=\"" + look + "\"", says).doesNotContain("<html");
        assertThat(pages.agency.others.asked).isEmpty();
        assertThat(pages.agency.lookups.all(1).items()).isEmpty();
    }

    @Test
    void whatCouldBeSeveralThingsIsAskedBackAndTheChoiceIsTaken() throws Exception {
        Map<String, String> form = form("212.58.244.70");
        form.put("region", "US");
        assertThat(pages.ida.postFragment("/lookups/check", form).body())
                .contains("Which one is it?", "IP address", "Phone number");

        HttpResponse<String> asked = pages.ida.post("/lookups", form);
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("Which one is it?");

        form.put("type", "phone");
        begun(form);
        assertThat(pages.agency.others.asked).containsExactly(phone("+12125824470"));
    }

    @Test
    void aPersonHasFieldsOfTheirOwn() throws Exception {
        Map<String, String> form = form("");
        form.put("name", "Doe, Jane");
        form.put("born", "1980-02-29");
        assertThat(pages.ida.postFragment("/lookups/check", form).body())
                .contains("Person (name and date of birth): doe jane 1980-02-29");

        begun(form);
        assertThat(pages.agency.others.asked)
                .containsExactly(new Selector(SelectorType.NAME_DOB, "doe jane 1980-02-29"));
    }

    @Test
    void aPersonAndANumberAtOnceAreRefused() throws Exception {
        Map<String, String> form = form(PHONE);
        form.put("name", "Jane Doe");

        assertThat(pages.ida.post("/lookups", form).statusCode()).isEqualTo(422);
        assertThat(pages.agency.others.asked).isEmpty();
    }

    @Test
    void choosingACaseFillsInItsLegalBasisAndTheCountryOfItsNumbers() throws Exception {
        Map<String, String> form = form("030 901821");
        form.put("region", "DE");
        pages.ida.post("/lookups", form);
        pages.agency.open(IDA, "OP-2");

        String grounds =
                pages.ida.getFragment("/lookups/grounds?case=" + file.id()).body();
        assertThat(grounds).contains("value=\"court order 7\"", "<option value=\"DE\" selected>");
        assertThat(pages.ida.getFragment("/lookups/grounds?case=new").body())
                .contains("name=\"reference\"", "name=\"title\"")
                .doesNotContain("court order 7");
    }

    @Test
    void anAnswerShowsWhatEveryContributorSaysAndWhatWasRevealedToWhom() throws Exception {
        pages.agency.others.know(
                PHONE,
                new FoundRecord("fiu", "MULE_ACCOUNT", LocalDate.of(2026, 3, 1), "F-17", "desk 7"),
                new FoundRecord("bank-9", "PHISHING", LocalDate.of(2025, 1, 1), "", ""));

        String page = answer(ask(PHONE));

        assertThat(page)
                .contains("2 records", "Mule account", "Phishing", "F-17", "desk 7", "2026-03-01")
                .contains("Financial &lt;Intelligence&gt; Unit", "bank-9")
                .contains("as written by the contributor", "nobody has checked that")
                .contains("What was revealed to whom")
                .contains(
                        "Bank Two, Financial &lt;Intelligence&gt; Unit learned that Police had one selector evaluated, in the case OP-1, on the legal basis court order 7")
                .contains("It learned nothing of the question, the answer, or whether there was a hit");
        assertThat(page.indexOf("contributed by bank-9")).isLessThan(page.indexOf("contributed by Financial"));
        assertThat(pages.agency.others.askers).containsExactly(new Asking("ida", "OP-1", "court order 7"));
    }

    @Test
    void nothingFoundIsSaidPlainlyWithWhatItDoesNotMean() throws Exception {
        assertThat(answer(ask(PHONE))).contains("Nothing found", "It does not mean that there is nothing to find");
    }

    @Test
    void aFormThatIsSentTwiceAsksOnce() throws Exception {
        Map<String, String> form = form(PHONE);
        long first = begun(form);
        long second = begun(form);

        assertThat(second).isEqualTo(first);
        assertThat(pages.agency.others.asked).hasSize(1);
    }

    @Test
    void aNewCaseIsOpenedWithTheLookup() throws Exception {
        Map<String, String> form = form(PHONE);
        form.putAll(Map.of("case", "new", "reference", "OP-9", "title", "A new one", "basis", "act 3"));
        long id = begun(form);

        assertThat(pages.agency.lookups.require(id).caseReference()).isEqualTo("OP-9");
        assertThat(pages.agency.others.askers).containsExactly(new Asking("ida", "OP-9", "act 3"));
    }

    @Test
    void nothingIsOpenedOrAskedWhereSomethingIsWrongAndWhatWasEnteredIsKept() throws Exception {
        Map<String, String> form = form("no such thing");
        form.putAll(Map.of("case", "new", "reference", "OP-9", "title", "", "basis", "act 3"));
        HttpResponse<String> response = pages.ida.post("/lookups", form);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("value=\"no such thing\"", "value=\"OP-9\"", "value=\"act 3\"", "Fill this in.");
        assertThat(pages.agency.cases.openOf(IDA)).hasSize(1);
        assertThat(pages.agency.others.asked).isEmpty();
        assertThat(pages.ida.postFragment("/lookups", form).body())
                .startsWith("<form")
                .contains("value=\"no such thing\"");
    }

    @Test
    void anAnswerThatTheCaseHasIsOfferedBeforeItIsAskedAgain() throws Exception {
        pages.agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        long first = ask(PHONE);
        HttpResponse<String> response = pages.ida.post("/lookups", form(PHONE));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("has an answer already", "one record was found", "/lookups/" + first);
        assertThat(pages.agency.others.asked).hasSize(1);

        Map<String, String> again = form(PHONE);
        again.put("again", "true");
        begun(again);
        assertThat(pages.agency.others.asked).hasSize(2);
    }

    @Test
    void aSlowHostShowsThatItIsUnderWayAndThenTheAnswer() throws Exception {
        pages.agency.others.gate = new CountDownLatch(1);
        long id = ask(PHONE);

        String waiting = pages.ida.get("/lookups/" + id).body();
        assertThat(waiting).contains("<progress", "hx-get=\"/lookups/" + id + "/outcome\"", "X-Poll");

        pages.agency.others.gate.countDown();
        HttpResponse<String> outcome = pages.ida.getFragment("/lookups/" + id + "/outcome");
        assertThat(outcome.headers().firstValue("HX-Redirect")).contains("/lookups/" + id);
        assertThat(pages.ida.get("/lookups/" + id).body())
                .contains("Nothing found")
                .doesNotContain("<progress");
    }

    @Test
    void whatWasFoundIsReadNowhereButOnThePageThatTheAuditLogHas() throws Exception {
        pages.agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        long id = ask(PHONE);

        assertThat(pages.ida.get("/lookups/" + id + "/outcome"))
                .returns(303, HttpResponse::statusCode)
                .returns("", HttpResponse::body);
        assertThat(pages.ida.getFragment("/lookups/" + id + "/outcome").body()).isEmpty();
    }

    @Test
    void aLookupThatNobodyMakesAnyMoreIsNotWaitedForForever() throws Exception {
        long id = pages.database.inTransaction(handle -> handle.createUpdate("""
                        INSERT INTO case_lookup (case_id, person_id, legal_basis, selector_type, selector, asked_at, state,
                          found, unreadable, evaluations, holders_asked, holders_answered, queries, bytes_sent, bytes_received)
                        VALUES (1, 'ida', 'x', 'phone', '+4930901820', CURRENT_TIMESTAMP, 'ASKED', 0, 0, 0, '', '', 0, 0, 0)
                        """)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());

        assertThat(pages.ida.get("/lookups/" + id).body()).contains("Interrupted", "Try again");
    }

    @ParameterizedTest
    @EnumSource(LookupFailedException.Kind.class)
    void everyFailureSaysWhatFailedAndWhatToDo(LookupFailedException.Kind kind) throws Exception {
        pages.agency.others.failure =
                Optional.of(new LookupFailedException(kind, "2 holders are needed: <b>fiu</b> is silent"));
        long id = ask(PHONE);
        String page = answer(id);

        assertThat(page)
                .contains("role=\"alert\"", "2 holders are needed: &lt;b&gt;fiu&lt;/b&gt; is silent")
                .contains("action=\"/lookups/" + id + "/again\"");
        boolean mayHelp = kind == LookupFailedException.Kind.APPROVAL || kind == LookupFailedException.Kind.REFUSED;
        assertThat(page.contains("/lookups/" + id + "/supervisor")).isEqualTo(mayHelp);
    }

    @Test
    void tryingAgainAsksTheSameInTheSameCase() throws Exception {
        pages.agency.others.failure =
                Optional.of(new LookupFailedException(LookupFailedException.Kind.AWAY, "the host is away"));
        long failed = ask(PHONE);
        assertThat(answer(failed)).contains("The host may have learned");
        pages.agency.others.failure = Optional.empty();
        Map<String, String> button = Map.of("attempt", "the-button");
        long again = InvestigationPages.idOf(pages.ida.post("/lookups/" + failed + "/again", button));

        assertThat(answer(again)).contains("Nothing found", "OP-1", "court order 7");
        assertThat(InvestigationPages.idOf(pages.ida.post("/lookups/" + failed + "/again", button)))
                .isEqualTo(again);
        assertThat(pages.agency.others.asked).containsExactly(phone(PHONE), phone(PHONE));
    }

    @Test
    void whatIsRefusedWithoutASupervisorIsPutToOne() throws Exception {
        pages.agency.others.failure = Optional.of(
                new LookupFailedException(LookupFailedException.Kind.REFUSED, "the case needs a supervisor"));
        long failed = ask(PHONE);

        assertThat(pages.ida
                        .post("/lookups/" + failed + "/supervisor", Map.of())
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> asked =
                pages.ida.post("/lookups/" + failed + "/supervisor", Map.of("reason", "a new lead"));
        assertThat(pages.ida
                        .get("/lookups/batches/" + InvestigationPages.idOf(asked))
                        .body())
                .contains("Waiting for a supervisor");
    }

    @Test
    void hostileTextsAreShownAsText() throws Exception {
        for (String hostile : HOSTILE) {
            Map<String, String> form = form(hostile);
            form.putAll(Map.of("basis", hostile, "region", hostile, "type", hostile, "again", hostile));
            HttpResponse<String> refused = pages.ida.post("/lookups", form);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertHarmless(refused.body());
            assertHarmless(pages.ida.postFragment("/lookups/check", form).body());

            pages.agency.others.know(PHONE, new FoundRecord(hostile, "OTHER", LocalDate.EPOCH, hostile, hostile));
            Map<String, String> good = form(PHONE);
            good.putAll(Map.of("basis", hostile, "again", "true"));
            assertHarmless(answer(InvestigationPages.idOf(pages.ida.post("/lookups", good))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fax", "PHONE", "name-dob' OR 1=1", ""})
    void aTypeThatThereIsNotIsRefused(String type) throws Exception {
        Map<String, String> form = form(type.isEmpty() ? "no selector" : PHONE);
        form.put("type", type);

        assertThat(pages.ida.post("/lookups", form).statusCode()).isEqualTo(422);
        assertThat(pages.agency.others.asked).isEmpty();
    }

    @Test
    void aCaseOfSomebodyElseCannotBeChosen() throws Exception {
        CaseFile other = pages.agency.open(JON, "OP-2");
        assertThat(pages.ida.get("/lookups").body()).doesNotContain("OP-2");

        Map<String, String> form = form(PHONE);
        form.put("case", String.valueOf(other.id()));
        HttpResponse<String> response = pages.ida.post("/lookups", form);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("There is no such choice");
        assertThat(pages.agency.others.asked).isEmpty();
    }

    @Test
    void answersAreReadByAllWhoReadCasesAndAskedAgainByThoseWhoWorkOnThem() throws Exception {
        pages.agency.others.failure =
                Optional.of(new LookupFailedException(LookupFailedException.Kind.AWAY, "the host is away"));
        long id = ask(PHONE);

        assertThat(pages.jon.get("/lookups/" + id).body()).doesNotContain("/again");
        assertThat(pages.jon.post("/lookups/" + id + "/again", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(pages.auditor.get("/lookups/" + id).statusCode()).isEqualTo(200);
        assertThat(pages.auditor.get("/lookups").body())
                .contains("Lookups", "OP-1")
                .doesNotContain("name=\"selector\"");
        assertThat(pages.auditor.get("/lookups/grounds").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lookups/17",
                "/lookups/17/outcome",
                "/lookups/99999999999999999999",
                "/lookups/-1",
                "/lookups/x",
                "/lookups/batches/17",
                "/lookups/batches/17/export"
            })
    void whatThereIsNotIsNotFound(String path) throws Exception {
        assertThat(pages.ida.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theFormBeginsWithTheCaseOfTheLastLookup() throws Exception {
        pages.agency.open(IDA, "OP-2");
        assertThat(pages.ida.get("/lookups").body()).containsPattern("selected>OP-2");
        ask(PHONE);
        assertThat(pages.ida.get("/lookups").body()).containsPattern("selected>OP-1");
    }

    @Test
    void aPageOfAListThatThereIsNotIsTheFirstOrEmpty() throws Exception {
        for (String page : List.of("0", "-1", "x", "9999", "99999999999")) {
            assertThat(pages.ida.get("/lookups/list?page=" + page).statusCode()).isEqualTo(200);
            assertThat(pages.ida.get("/lookups/batches?page=" + page).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void noAddressHoldsWhatWasLookedUp() throws Exception {
        long id = ask(PHONE);
        String digits = PHONE.substring(1);

        for (String path : List.of("/lookups/" + id, "/lookups/list", "/cases/" + file.id())) {
            assertThat(pages.ida.get(path).body())
                    .contains(digits)
                    .doesNotContainPattern("(href|action|hx-get|hx-post)=\"[^\"]*" + digits);
        }
    }

    @Test
    void otherCasesWithTheSameSelectorAreNamed() throws Exception {
        CaseFile other = pages.agency.open(JON, "OP-2");
        pages.agency.look(JON, other, phone(PHONE));

        assertThat(answer(ask(PHONE))).contains("Also looked up in", "OP-2");
    }

    private long ask(String selector) throws Exception {
        return begun(form(selector));
    }

    /** The lookup that a form begins. */
    private long begun(Map<String, String> form) throws Exception {
        long id = InvestigationPages.idOf(pages.ida.postFragment("/lookups", form));
        if (pages.agency.others.gate.getCount() == 0) {
            pages.agency.desk.end(id).toCompletableFuture().get();
        }
        return id;
    }

    private String answer(long id) throws Exception {
        pages.agency.desk.end(id).toCompletableFuture().get();
        return pages.ida.get("/lookups/" + id).body();
    }

    private Map<String, String> form(String selector) {
        return new HashMap<>(Map.of(
                "case",
                String.valueOf(file.id()),
                "basis",
                "court order 7",
                "selector",
                selector,
                "attempt",
                "form-" + System.nanoTime()));
    }

    private static void assertHarmless(String page) {
        assertThat(page).doesNotContain("<script>alert", "<img src=x");
    }
}
