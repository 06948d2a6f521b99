package io.mistnet.node.console.desk;

import static io.mistnet.node.alert.RaisedAlerts.ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.flag;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertState;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.OwnTransfers;
import io.mistnet.node.alert.RaisedAlert;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertPagesTest {

    private static final List<String> ACTIONS = List.of("take", "put-back", "give", "remark", "close", "reopen");

    @TempDir
    Path folder;

    private DeskFixture desk;
    private RaisedAlert raised;
    private long id;

    @BeforeEach
    void open() throws Exception {
        desk = new DeskFixture(folder, OwnTransfers.NONE);
        raised = flag(ACCOUNT, 7);
        id = desk.raised(raised);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anAlertSaysWhyItWasRaisedAndWhatThatDoesNotSay() throws Exception {
        String page = desk.ann.get("/alerts/" + id).body();

        assertThat(page)
                .contains("Alert " + id + ": account", "DE89 3704 0044 0532 0130 00", "1 hour ago")
                .contains("from accounts that banks of the network consider risky", "no proof")
                .contains("950.00 EUR", "900.50 EUR", "BBBBFRPP", "your bank")
                .contains("data-graph=\"/alerts/" + id + "/graph\"")
                .contains("The network raised it");
        raised.transfers()
                .forEach(transfer -> assertThat(page).contains(transfer.uetr().toString()));
    }

    @Test
    void anAnalystTakesCommentsOnClosesAndReopensAnAlert() throws Exception {
        done(post("take", Map.of("version", "1")));
        assertThat(desk.alert(id).assignee().orElseThrow().id()).isEqualTo("ann");
        done(post("remark", Map.of("version", "2", "remark", "  Called the customer.\r\nNobody answered.  ")));
        done(post("close", Map.of("version", "3", "disposition", "confirmed-mule", "closing", "Blocked.")));
        Alert closed = desk.alert(id);
        assertThat(closed.state()).isEqualTo(AlertState.CLOSED);
        assertThat(closed.disposition()).contains(Disposition.CONFIRMED_MULE);
        String page = desk.ann.get("/alerts/" + id).body();
        assertThat(page)
                .contains(
                        "ann took it",
                        "ann wrote",
                        "Called the customer.\nNobody answered.",
                        "ann closed it: Confirmed mule",
                        "Blocked.")
                .contains("Open it again")
                .doesNotContain("Take it<", "Add comment");
        done(post("reopen", Map.of("version", "4")));
        assertThat(desk.alert(id).state()).isEqualTo(AlertState.ASSIGNED);
    }

    @Test
    void anAlertIsGivenToSomebodyWhoWorksAlertsAndPutBack() throws Exception {
        assertThat(desk.ann.get("/alerts/" + id).body()).doesNotContain("value=\"ben\"");
        desk.ben.get("/alerts");
        desk.auditor.get("/alerts");
        assertThat(desk.ann.get("/alerts/" + id).body())
                .contains("value=\"ben\"")
                .doesNotContain("value=\"aud\"");

        done(post("give", Map.of("version", "1", "to", "ben")));
        assertThat(desk.alert(id).assignee().orElseThrow().name()).isEqualTo("ben");
        done(post("put-back", Map.of("version", "2")));
        assertThat(desk.alert(id).assignee()).isEmpty();
    }

    @Test
    void anAlertIsNotGivenToSomebodyWhoIsNotKnown() throws Exception {
        for (String to : List.of("", "nobody", "aud", "<b>ben</b>", "' OR '1'='1", "x".repeat(5000), "\0")) {
            HttpResponse<String> response = post("give", Map.of("version", "1", "to", to));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .contains("Choose somebody from the list")
                    .doesNotContain("<b>ben</b>");
        }
        assertThat(desk.alert(id).version()).isEqualTo(1);
    }

    @Test
    void twoAnalystsOnOneAlertLoseNothing() throws Exception {
        done(post("take", Map.of("version", "1")));
        done(post("remark", Map.of("version", "2", "remark", "Looks like a salary.")));
        HttpResponse<String> late = desk.ben.post(
                "/alerts/" + id + "/close",
                Map.of("version", "1", "disposition", "confirmed-mule", "closing", "Ben's <long> reason"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("somebody was faster", "What happened meanwhile", "ann took it", "Looks like a salary.")
                .contains("Ben's &lt;long&gt; reason")
                .containsPattern("value=\"confirmed-mule\"[^>]* checked");
        assertThat(desk.alert(id).state()).isEqualTo(AlertState.ASSIGNED);
        // the page that says so has the version that it shows, so that he may decide again
        HttpResponse<String> again = desk.ben.post(
                "/alerts/" + id + "/close",
                Map.of("version", version(late.body()), "disposition", "false-alarm", "closing", "A salary."));
        done(again);
        assertThat(desk.dossier(id).history())
                .extracting(HistoryEntry::what)
                .containsExactly(
                        HistoryEntry.What.RAISED,
                        HistoryEntry.What.ASSIGNED,
                        HistoryEntry.What.REMARKED,
                        HistoryEntry.What.CLOSED);
    }

    @Test
    void aCommentOnAnAlertThatWasClosedMeanwhileIsKeptOnThePage() throws Exception {
        desk.ben.post("/alerts/" + id + "/close", Map.of("version", "1", "disposition", "false-alarm"));
        for (String version : List.of("1", "2")) {
            HttpResponse<String> late = post("remark", Map.of("version", version, "remark", "An hour of work"));
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("An hour of work", "Open it again");
        }
        for (String action : List.of("take", "put-back")) {
            assertThat(post(action, Map.of("version", "2")).statusCode()).isEqualTo(409);
        }
        assertThat(desk.alert(id).version()).isEqualTo(2);
    }

    @Test
    void aCommentIsShownAsItWasWritten() throws Exception {
        String text = "<script>alert(1)</script> ' OR 1=1; DROP TABLE alerts; -- {0} ${1+1} &amp;";
        done(post("remark", Map.of("version", "1", "remark", text)));

        assertThat(desk.dossier(id).history().get(1).remark()).contains(text);
        assertThat(desk.ann.get("/alerts/" + id).body())
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; ' OR 1=1; DROP TABLE alerts; -- {0} ${1+1} &amp;amp;");
    }

    @Test
    void commentsThatCannotBeKeptAreRefusedAndKeptOnThePage() throws Exception {
        String tooLong = "x".repeat(4001);
        HttpResponse<String> refused = post("remark", Map.of("version", "1", "remark", tooLong));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("at most 4,000 characters", tooLong);
        assertThat(post("close", Map.of("version", "1", "disposition", "false-alarm", "closing", tooLong))
                        .body())
                .contains("at most 4,000 characters", tooLong);
        assertThat(post("remark", Map.of("version", "1", "remark", "   ")).body())
                .contains("Write something first");
        assertThat(post("remark", Map.of("version", "1", "remark", "a\u0000b")).statusCode())
                .isEqualTo(400);
        assertThat(post("remark", Map.of("version", "1", "remark", "x".repeat(70_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(desk.alert(id).version()).isEqualTo(1);
    }

    @Test
    void anAlertIsClosedWithADispositionThatThereIs() throws Exception {
        for (String disposition : List.of("", "maybe", "FALSE_ALARM", "<b>", "' OR 1=1 --")) {
            HttpResponse<String> refused =
                    post("close", Map.of("version", "1", "disposition", disposition, "closing", "my reason"));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("Choose what you found", "my reason");
        }
        assertThat(desk.alert(id).isClosed()).isFalse();
    }

    @Test
    void aFormWithoutTheVersionItSawIsRefused() throws Exception {
        for (Map<String, String> fields : List.of(
                Map.<String, String>of(),
                Map.of("version", "x"),
                Map.of("version", "-1"),
                Map.of("version", "9".repeat(30)))) {
            assertThat(post("take", fields).statusCode()).isEqualTo(400);
        }
        assertThat(post("take", Map.of("version", "999")).statusCode()).isEqualTo(409);
    }

    @Test
    void theAddressOfAFormLeadsToItsAlert() throws Exception {
        HttpResponse<String> response = desk.ann.get("/alerts/" + id + "/remark");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("/alerts/" + id);
        assertThat(desk.ann.get("/alerts/" + id + "/no-such-form").statusCode()).isEqualTo(404);
    }

    @Test
    void anAlertThatDoesNotExistIsNotFound() throws Exception {
        for (String no : List.of("0", "-1", "4711", "abc", "1.5", "99999999999999999999", "1'--", "%00", "..%2f1")) {
            assertThat(desk.ann.get("/alerts/" + no).statusCode())
                    .describedAs(no)
                    .isEqualTo(404);
            assertThat(desk.ann.get("/alerts/accounts/" + no).statusCode())
                    .describedAs(no)
                    .isEqualTo(404);
            for (String action : ACTIONS) {
                assertThat(desk.ann
                                .post(
                                        "/alerts/" + no + "/" + action,
                                        Map.of("version", "1", "remark", "x", "disposition", "false-alarm"))
                                .statusCode())
                        .describedAs(no + "/" + action)
                        .isEqualTo(404);
            }
        }
        assertThat(desk.ann.get("/alerts/" + id + "/lost").statusCode()).isEqualTo(404);
        assertThat(desk.ann.get("/alerts/" + id + "/take").statusCode()).isNotEqualTo(200);
    }

    @Test
    void whoMayOnlyReadSeesNoFormAndChangesNothing() throws Exception {
        String page = desk.auditor.get("/alerts/" + id).body();
        assertThat(page).contains("Why it was raised").doesNotContain("Work on it", "/take", "/close", "<textarea");
        for (String action : ACTIONS) {
            assertThat(desk.auditor
                            .post(
                                    "/alerts/" + id + "/" + action,
                                    Map.of("version", "1", "remark", "x", "disposition", "false-alarm", "to", "ann"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(desk.alert(id).version()).isEqualTo(1);
    }

    @Test
    void whatMayScrollIsReachedByKeyboard() throws Exception {
        assertThat(desk.ann.get("/alerts/" + id).body())
                .contains(
                        "<div class=\"table-frame\" tabindex=\"0\" role=\"region\" aria-label=\"Transfers of the account")
                .doesNotContain("<div class=\"table-frame\">");
    }

    @Test
    void theGraphHasTheAccountInItsMiddle() throws Exception {
        JsonNode graph = new ObjectMapper()
                .readTree(desk.ann.get("/alerts/" + id + "/graph").body());

        assertThat(graph.path("nodes")).hasSize(3);
        assertThat(graph.path("nodes").get(0).path("id").asText()).isEqualTo(ACCOUNT);
        assertThat(graph.path("nodes").get(0).path("kind").asText()).isEqualTo("focus");
        assertThat(graph.path("edges").findValuesAsText("label")).containsExactlyInAnyOrder("950.00 EUR", "900.50 EUR");
    }

    @Test
    void anAlertIsTakenAlongAsJsonAndAsReport() throws Exception {
        HttpResponse<String> json = desk.ann.get("/alerts/" + id + "/json");
        assertThat(new ObjectMapper().readTree(json.body()).path("account").asText())
                .isEqualTo(ACCOUNT);
        HttpResponse<String> xml = desk.ann.get("/alerts/" + id + "/goaml");
        assertThat(xml.body()).startsWith("<?xml").contains("<rentity_id>4711</rentity_id>");
        for (HttpResponse<String> file : List.of(json, xml)) {
            Optional<String> disposition = file.headers().firstValue("Content-Disposition");
            assertThat(disposition.orElseThrow()).startsWith("attachment").doesNotContain(ACCOUNT);
        }
    }

    @Test
    void feedbackCountsWhatWasFoundByReason() throws Exception {
        done(post("close", Map.of("version", "1", "disposition", "reported-to-fiu")));
        desk.raised(flag("=1+1", 8));
        long other = desk.raised(flag("=1+1", 9));
        desk.ann.post("/alerts/" + other + "/close", Map.of("version", "2", "disposition", "false-alarm"));

        assertThat(desk.ann.get("/alerts/feedback").body())
                .containsPattern(
                        "Income from risky accounts</th><td class=\"number\">2</td><td class=\"number\">1</td><td class=\"number\">1</td><td class=\"number\">0</td><td class=\"number\">50 %");
        HttpResponse<String> csv = desk.ann.get("/alerts/feedback/table");
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines())
                .containsExactly(
                        "account,epoch,rule,disposition,closed_at",
                        ACCOUNT + ",7,weighted,reported-to-fiu,2026-03-01T12:00:00Z",
                        "'=1+1,8,weighted,false-alarm,2026-03-01T12:00:00Z",
                        "'=1+1,9,weighted,false-alarm,2026-03-01T12:00:00Z");
    }

    private HttpResponse<String> post(String action, Map<String, String> fields) throws Exception {
        return desk.ann.post("/alerts/" + id + "/" + action, fields);
    }

    private void done(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("/alerts/" + id);
    }

    private static String version(String page) {
        Matcher matcher = Pattern.compile("name=\"version\" value=\"([0-9]+)\"").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
