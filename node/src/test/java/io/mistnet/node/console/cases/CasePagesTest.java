package io.mistnet.node.console.cases;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.JON;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.phone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.casework.CaseEntry;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.FakeInvestigations;
import io.mistnet.node.console.casework.InvestigationPages;
import io.mistnet.node.trial.Trials;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CasePagesTest {

    private static final List<String> HOSTILE =
            List.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE case_file; --");

    @TempDir
    private Path folder;

    private InvestigationPages pages;

    @BeforeEach
    void open() throws Exception {
        pages = new InvestigationPages(
                folder,
                folder,
                Trials.ofBanks(3).network().institution("bank-1").keys().signing());
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aCaseIsOpenedFilledAndClosed() throws Exception {
        long id = InvestigationPages.idOf(
                pages.ida.post("/cases", entry("OP-1", "Mules in Bonn", "court order 7", "90")));
        pages.ida.post("/cases/" + id + "/note", Map.of("note", "first line\r\nsecond line"));
        pages.agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        CaseFile file = pages.agency.cases.require(id);
        pages.agency.look(IDA, file, phone(PHONE));

        assertThat(pages.ida.get("/cases/" + id).body())
                .contains(
                        "OP-1", "Mules in Bonn", "court order 7", "90 days", "One record", "first line", "second line")
                .contains("opened the case", "looked something up", "/cases/" + id + "/close");

        pages.ida.post("/cases/" + id + "/close", Map.of("version", "1"));
        assertThat(pages.ida.get("/cases/" + id).body())
                .contains("closed", "Deleted on", "2027-02-20", "Open the case again");
        pages.ida.post("/cases/" + id + "/reopen", Map.of("version", "2"));
        assertThat(pages.agency.cases.require(id).isOpen()).isTrue();
    }

    @Test
    void theListHasOnesOwnFirstAndIsFiltered() throws Exception {
        pages.agency.open(JON, "OP-1");
        pages.agency.open(IDA, "OP-2");
        pages.agency.open(JON, "OP-3");

        String list = pages.ida.get("/cases").body();
        assertThat(list.indexOf("OP-2")).isLessThan(list.indexOf("OP-3"));
        assertThat(list.indexOf("OP-3")).isLessThan(list.indexOf("OP-1"));
        assertThat(pages.ida.get("/cases?own=only").body()).contains("OP-2").doesNotContain("OP-1");
        assertThat(pages.ida.get("/cases?text=op-3").body()).contains("OP-3").doesNotContain(">OP-2<");
        assertThat(pages.ida.get("/cases?state=CLOSED").body()).contains("There is no case here");
        assertThat(pages.ida.get("/cases?state=x&text=%25&page=0").statusCode()).isEqualTo(200);
    }

    @Test
    void allThatIsWrongIsShownBesideItsField() throws Exception {
        pages.agency.open(JON, "OP-1");
        HttpResponse<String> wrong = pages.ida.post("/cases", entry("x".repeat(200), "", "b", "ninety"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("id=\"reference-problem\"", "at most 128", "id=\"title-problem\"", "id=\"retention-problem\"")
                .contains("value=\"ninety\"");
        HttpResponse<String> taken = pages.ida.post("/cases", entry("OP-1", "t", "b", "90"));
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("Another case has this reference already");
    }

    @Test
    void aStaleChangeIsShownBesideWhatSomebodyElseMadeOfIt() throws Exception {
        CaseFile file = pages.agency.open(IDA, "OP-1");
        pages.agency.cases.change(IDA, file.id(), 1, new CaseEntry("", "Their title", "their basis", 40));

        HttpResponse<String> stale = pages.ida.post(
                "/cases/" + file.id() + "/edit",
                Map.of("version", "1", "title", "My title", "basis", "my basis", "retention", "41"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body())
                .contains("Somebody else changed this case", "Their title", "their basis", "value=\"My title\"")
                .contains("name=\"version\" value=\"2\"");
        assertThat(pages.agency.cases.require(file.id()).title()).isEqualTo("Their title");

        pages.ida.post(
                "/cases/" + file.id() + "/edit",
                Map.of("version", "2", "title", "My title", "basis", "my basis", "retention", "41"));
        assertThat(pages.agency.cases.require(file.id()).title()).isEqualTo("My title");
        assertThat(pages.ida
                        .post("/cases/" + file.id() + "/close", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aCaseOfSomebodyElseIsReadAndNotChanged() throws Exception {
        CaseFile file = pages.agency.open(JON, "OP-1");
        String address = "/cases/" + file.id();

        assertThat(pages.ida.get(address).body())
                .contains("OP-1")
                .doesNotContain("/close\"", "/note\"", "/edit\"", "/add\"");
        for (String action : List.of("note", "add", "remove", "owner", "close", "reopen")) {
            HttpResponse<String> response =
                    pages.ida.post(address + "/" + action, Map.of("version", "1", "note", "x", "member", "ida"));
            assertThat(response.statusCode()).as(action).isEqualTo(403);
            assertThat(response.body()).contains("somebody else");
        }
        assertThat(pages.ida
                        .post(address + "/edit", Map.of("version", "1", "title", "t", "basis", "b", "retention", "1"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoWorksOnACaseDoesNotShortenHowLongItIsKept() throws Exception {
        CaseFile file = pages.agency.open(IDA, "OP-1");
        String address = "/cases/" + file.id();

        HttpResponse<String> shortened = pages.ida.post(
                address + "/edit", Map.of("version", "1", "title", "t", "basis", "b", "retention", "29"));
        assertThat(shortened.statusCode()).isEqualTo(422);
        assertThat(shortened.body()).contains("At least 30 days", "A supervisor");
        assertThat(pages.ida.get(address).body()).doesNotContain("/retention\"");
        assertThat(pages.ida
                        .post(address + "/retention", Map.of("version", "1", "retention", "2"))
                        .statusCode())
                .isEqualTo(403);

        assertThat(pages.sue.get(address).body()).contains("/retention\"", "At least 1 days");
        assertThat(pages.sue
                        .post(address + "/retention", Map.of("version", "1", "retention", "0"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(pages.sue
                        .post(address + "/retention", Map.of("version", "1", "retention", "2"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(pages.agency.cases.require(file.id()).retentionDays()).isEqualTo(2);
    }

    @Test
    void theOwnerLetsOthersInAndASupervisorHandsACaseOver() throws Exception {
        CaseFile file = pages.agency.open(IDA, "OP-1");
        String address = "/cases/" + file.id();
        pages.jon.get("/cases");
        assertThat(pages.ida.get(address).body()).contains("jon (jon)");

        pages.ida.post(address + "/add", Map.of("member", "jon"));
        assertThat(pages.jon.post(address + "/note", Map.of("note", "hello")).statusCode())
                .isEqualTo(303);
        pages.ida.post(address + "/remove", Map.of("member", "jon"));
        assertThat(pages.jon.post(address + "/note", Map.of("note", "hello")).statusCode())
                .isEqualTo(403);

        assertThat(pages.sue
                        .post(address + "/owner", Map.of("member", "jon", "version", "1"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(pages.agency.cases.require(file.id()).owner().id()).isEqualTo("jon");
        assertThat(pages.sue.post(address + "/note", Map.of("note", "x")).statusCode())
                .isEqualTo(403);
        assertThat(pages.sue
                        .post(address + "/owner", Map.of("member", "nobody", "version", "2"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void hostileTextsAreShownAsText() throws Exception {
        for (String hostile : HOSTILE) {
            long id = InvestigationPages.idOf(pages.ida.post("/cases", entry(hostile, hostile, hostile, "1")));
            pages.ida.post("/cases/" + id + "/note", Map.of("note", hostile));
            for (String path : List.of(
                    "/cases",
                    "/cases/" + id,
                    "/cases/" + id + "/edit",
                    "/cases/" + id + "/history",
                    "/cases/" + id + "/graph",
                    "/lookups",
                    "/lookups/batches/new")) {
                assertThat(pages.ida.get(path).body()).as(path).doesNotContain("<script>alert", "<img src=x");
            }
            assertThat(pages.ida.get("/cases/" + id).body())
                    .contains(hostile.substring(0, 1).equals("'") ? "DROP TABLE" : "&lt;");
        }
        assertThat(pages.ida
                        .get("/cases?text=%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .doesNotContain("<script>alert");
    }

    @Test
    void aNoteWithAZeroCharacterIsRefused() throws Exception {
        CaseFile file = pages.agency.open(IDA, "OP-1");

        assertThat(pages.ida
                        .post("/cases/" + file.id() + "/note", Map.of("note", "a\u0000b"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(pages.ida
                        .post("/cases/" + file.id() + "/note", Map.of("note", "x".repeat(4_001)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theGraphIsDrawnFromWhatTheAgencyKnowsAndStandsThereAsATableToo() throws Exception {
        pages.agency.others.know(PHONE, FakeInvestigations.record("desk 7"));
        CaseFile file = pages.agency.open(IDA, "OP-1");
        CaseFile other = pages.agency.open(JON, "OP-2");
        pages.agency.look(IDA, file, phone(PHONE));
        pages.agency.look(JON, other, phone(PHONE));

        JsonNode graph = new ObjectMapper()
                .readTree(pages.ida.get("/cases/" + file.id() + "/graph.json").body());
        assertThat(graph.path("nodes").findValuesAsText("label"))
                .containsExactlyInAnyOrder("OP-1", PHONE, "Mule account", "Financial <Intelligence> Unit", "OP-2");
        assertThat(graph.path("nodes").findValuesAsText("kind"))
                .containsExactlyInAnyOrder("focus", "own", "record", "contributor", "case");
        assertThat(graph.path("edges")).hasSize(4);
        assertThat(pages.ida.get("/cases/" + file.id() + "/graph").body())
                .contains("data-graph=\"/cases/" + file.id() + "/graph.json\"", "cytoscape", "graph.js")
                .contains("Mule account (Financial &lt;Intelligence&gt; Unit)", "OP-2");
    }

    @Test
    void everythingThatHappenedIsReadPageByPage() throws Exception {
        CaseFile file = pages.agency.open(IDA, "OP-1");
        for (int i = 0; i < 30; i++) {
            pages.agency.history.note(IDA, file.id(), Optional.of("note " + i));
        }

        assertThat(pages.ida.get("/cases/" + file.id() + "/history").body())
                .contains("note 29")
                .doesNotContain(">note 0<");
        assertThat(pages.ida.get("/cases/" + file.id() + "/history?page=2").body())
                .contains("note 0", "opened the case");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cases/17",
                "/cases/17/graph",
                "/cases/17/graph.json",
                "/cases/17/history",
                "/cases/17/edit",
                "/cases/x",
                "/cases/99999999999999999999"
            })
    void whatThereIsNotIsNotFound(String path) throws Exception {
        assertThat(pages.ida.get(path).statusCode()).isEqualTo(404);
    }

    private static Map<String, String> entry(String reference, String title, String basis, String retention) {
        return Map.of("reference", reference, "title", title, "basis", basis, "retention", retention);
    }
}
