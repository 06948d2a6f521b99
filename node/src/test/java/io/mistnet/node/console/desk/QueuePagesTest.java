package io.mistnet.node.console.desk;

import static io.mistnet.node.alert.RaisedAlerts.ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.NOW;
import static io.mistnet.node.alert.RaisedAlerts.OTHER_ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.flag;
import static io.mistnet.node.alert.RaisedAlerts.raised;
import static io.mistnet.node.alert.RaisedAlerts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.alert.Measure;
import io.mistnet.node.alert.OwnTransfers;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueuePagesTest {

    private static final String SHOWN = "DE89 3704 0044 0532 0130 00";
    private static final String OTHER_SHOWN = "DE75 5121 0800 1245 1261 99";
    private static final Pattern AFTER = Pattern.compile("name=\"after\" value=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private DeskFixture desk;

    @BeforeEach
    void open() throws Exception {
        desk = new DeskFixture(folder, OwnTransfers.NONE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anEmptyQueueSaysSo() throws Exception {
        assertThat(desk.ann.get("/alerts").body()).contains("There is nothing to do");
    }

    @Test
    void theQueueShowsRiskAgeAndWhoWorksItInPlainWords() throws Exception {
        long id = desk.raised(flag(ACCOUNT, 7, NOW.minus(Duration.ofHours(3))));
        desk.raised(flag(ACCOUNT, 8));
        String page = desk.ann.get("/alerts").body();

        assertThat(page)
                .contains(SHOWN, "Flagged", "3 hours ago", "Income from risky accounts", "Nobody")
                .contains("href=\"/alerts/" + id + "\"")
                .contains("<td class=\"number\">2</td>");
        desk.ann.post("/alerts/" + id + "/take", Map.of("version", "2"));
        assertThat(desk.ann.get("/alerts?assignee=me").body()).contains(SHOWN, "In work", "ann");
        assertThat(desk.ben.get("/alerts?assignee=me").body()).doesNotContain(SHOWN);
    }

    @Test
    void countsStandBesideTheUsualPartsOfTheQueue() throws Exception {
        long id = desk.raised(flag(ACCOUNT, 7));
        desk.raised(flag(OTHER_ACCOUNT, 7));
        desk.ann.get("/alerts");
        desk.ann.post("/alerts/" + id + "/close", Map.of("version", "1", "disposition", "false-alarm"));
        String page = desk.ann.get("/alerts").body();

        assertThat(page)
                .contains("aria-current=\"page\">To do <span class=\"badge\">1<")
                .contains(">Closed <span class=\"badge\">1<")
                .contains(">Mine <span class=\"badge\">0<");
        assertThat(desk.ann.get("/alerts?state=closed&order=newest").body())
                .contains(SHOWN, "aria-current=\"page\">Closed", "False alarm")
                .doesNotContain(OTHER_SHOWN, "aria-current=\"page\">To do");
    }

    @Test
    void everyFieldOfTheFilterFilters() throws Exception {
        desk.raised(score(ACCOUNT, 7, 0.9, NOW.minus(Duration.ofDays(4))));
        desk.raised(raised(OTHER_ACCOUNT, 7, "taint", Measure.SCORE, 0.4, NOW));
        for (String query : List.of("risk=0.8", "risk=0%2C8", "rule=weighted", "age=from-3")) {
            assertThat(desk.ann.get("/alerts?" + query).body())
                    .describedAs(query)
                    .contains(SHOWN)
                    .doesNotContain(OTHER_SHOWN);
        }
        for (String query : List.of("rule=taint", "age=up-to-1")) {
            assertThat(desk.ann.get("/alerts?" + query).body())
                    .describedAs(query)
                    .contains(OTHER_SHOWN)
                    .doesNotContain(SHOWN);
        }
        assertThat(desk.ann.get("/alerts?state=closed").body()).contains("No alert matches");
        assertThat(desk.ann.get("/alerts?order=newest").body().indexOf(OTHER_SHOWN))
                .isLessThan(desk.ann.get("/alerts?order=newest").body().indexOf(SHOWN));
    }

    @Test
    void anAccountIsSearchedByItsNumberOrAPartOfIt() throws Exception {
        desk.raised(flag(ACCOUNT, 7));
        desk.raised(flag(OTHER_ACCOUNT, 7));
        for (String text : List.of(ACCOUNT, "de89 3704", "3704", " 0130 00 ")) {
            assertThat(search(Map.of("account", text)).body()).contains(SHOWN).doesNotContain(OTHER_SHOWN);
        }
        assertThat(search(Map.of("account", "3704", "state", "closed")).body()).contains("No alert matches");
    }

    @Test
    void anAccountsNumberIsNeverPartOfAnAddress() throws Exception {
        for (int i = 0; i < 60; i++) {
            desk.raised(flag("ACC%04d".formatted(i), 7));
        }
        HttpResponse<String> found = search(Map.of("account", "ACC", "order", "oldest"));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body())
                .contains("name=\"account\" value=\"ACC\"")
                .doesNotContainPattern("(href|hx-get)=\"[^\"]*ACC");
        assertThat(desk.ann.get("/alerts?account=NOTHERE").body()).contains("ACC0 001<");
    }

    @Test
    void aFilterWithoutAnAccountHasAnAddress() throws Exception {
        HttpResponse<String> found = search(Map.of("state", "closed", "rule", "weighted", "account", ""));
        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.headers().firstValue("Location")).contains("/alerts?state=closed&rule=weighted");
    }

    @Test
    void pagesFollowEachOtherAndKeepTheFilter() throws Exception {
        for (int i = 0; i < 120; i++) {
            desk.raised(flag("ACC%04d".formatted(i), 7));
        }
        String first = desk.ann.get("/alerts?rule=weighted").body();
        assertThat(first).contains("ACC0 049<").doesNotContain("ACC0 050<", "First page");
        String second = desk.ann.get(next(first)).body();
        assertThat(second).contains("ACC0 050<", "ACC0 099<", "First page").doesNotContain("ACC0 049<");
        assertThat(next(second)).contains("rule=weighted");
        String third = desk.ann.get(next(second)).body();
        assertThat(third).contains("ACC0 119<").doesNotContain("Next page");
    }

    @Test
    void pagesOfASearchFollowEachOtherToo() throws Exception {
        for (int i = 0; i < 60; i++) {
            desk.raised(flag("ACC%04d".formatted(i), 7));
        }
        String first = search(Map.of("account", "acc")).body();
        assertThat(first).contains("ACC0 049<", "Next page").doesNotContain("ACC0 050<");
        Matcher after = AFTER.matcher(first);
        assertThat(after.find()).isTrue();
        String second =
                search(Map.of("account", "acc", "after", after.group(1))).body();
        assertThat(second).contains("ACC0 050<", "First page").doesNotContain("ACC0 049<", "Next page");
    }

    @Test
    void htmxGetsTheTableAlone() throws Exception {
        desk.raised(flag(ACCOUNT, 7));
        assertThat(desk.ann.getFragment("/alerts").body())
                .contains(SHOWN)
                .startsWith("<section id=\"queue\"")
                .doesNotContain("<html");
    }

    @Test
    void whatIsTypedIntoTheFilterIsShownAsTextAndChangesNothing() throws Exception {
        desk.raised(flag(ACCOUNT, 7));
        for (String text : List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'; DROP TABLE alerts; --",
                "%",
                "\0",
                "é".repeat(200))) {
            for (String field : List.of("account", "assignee", "rule", "risk", "state", "age", "order", "after")) {
                Map<String, String> fields = new HashMap<>(Map.of("account", "3704"));
                fields.put(field, text);
                assertThat(search(fields).body()).doesNotContain("<script>alert", "<img src=x");
                HttpResponse<String> response =
                        desk.ann.get("/alerts?" + field + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
                assertThat(response.statusCode())
                        .describedAs("%s=%s", field, text)
                        .isIn(200, 400);
                assertThat(response.body()).doesNotContain("<script>alert", "<img src=x");
            }
        }
        assertThat(desk.ann.get("/alerts").body()).contains(SHOWN);
    }

    @Test
    void aFilterThatCannotBeReadIsSaidToBeWrong() throws Exception {
        desk.raised(flag(ACCOUNT, 7));
        for (Map.Entry<String, String> wrong : Map.of(
                        "risk=high", "The risk is a number",
                        "risk=NaN", "The risk is a number",
                        "state=lost", "no such part of the queue",
                        "age=from-999", "no such age",
                        "order=random", "no such order",
                        "after=1_2", "page of the queue could not be found")
                .entrySet()) {
            HttpResponse<String> response = desk.ann.get("/alerts?" + wrong.getKey());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains(wrong.getValue(), SHOWN);
        }
    }

    @Test
    void onlyThoseWhoReadAlertsSeeThem() throws Exception {
        long id = desk.raised(flag(ACCOUNT, 7));
        for (String path : List.of("/alerts", "/alerts/" + id, "/alerts/" + id + "/goaml", "/alerts/feedback/table")) {
            assertThat(desk.investigator.get(path).statusCode()).isEqualTo(403);
            assertThat(desk.auditor.get(path).statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> search(Map<String, String> fields) throws Exception {
        return desk.ann.post("/alerts/search", fields);
    }

    private static String next(String page) {
        Matcher matcher = NEXT.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
