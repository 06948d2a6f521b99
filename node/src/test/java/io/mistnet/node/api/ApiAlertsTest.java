package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.Measure;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.api.ApiClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiAlertsTest {

    @TempDir
    private Path folder;

    private TestApi api;
    private ApiClient ann;
    private ApiClient ben;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
        ann = api.with("ann", UserRole.ANALYST);
        ben = api.with("ben", UserRole.ANALYST);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void alertsAreReadToTheEndWithoutOneLeftOutOrTwice() throws Exception {
        for (int i = 10; i < 35; i++) {
            api.raise(RaisedAlerts.score("DE%d".formatted(i), 1, i / 100.0, TestApi.NOW.minus(Duration.ofMinutes(i))));
        }
        for (String sort : List.of("risk", "oldest", "newest")) {
            List<String> read = new ArrayList<>();
            String path = "/alerts?limit=7&sort=" + sort;
            while (!path.isEmpty()) {
                Reply page = ann.get(path);
                read.addAll(page.items("number"));
                path = page.has("Link") ? page.header("Link").replaceAll("^<(?:/api/v1)?(.*)>.*$", "$1") : "";
                api.raise(RaisedAlerts.score("NEW" + sort + read.size(), 1, 0.9, TestApi.NOW.plusSeconds(1)));
            }
            assertThat(read.stream().filter(number -> number.startsWith("DE")))
                    .as(sort)
                    .hasSize(25)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void alertsAreFiltered() throws Exception {
        api.raise(RaisedAlerts.score(RaisedAlerts.ACCOUNT, 1, 0.8, TestApi.NOW));
        long taint = api.raise(RaisedAlerts.raised(
                RaisedAlerts.OTHER_ACCOUNT, 1, "taint", Measure.FLAG, 1, TestApi.NOW.minus(Duration.ofDays(2))));

        assertThat(ann.get("/alerts?rule=taint").items("rule")).containsExactly("taint");
        assertThat(ann.get("/alerts?leastRisk=0.9").items("rule")).containsExactly("taint");
        assertThat(ann.get("/alerts?raisedFrom=2026-03-01T12:00:00Z").items("rule"))
                .containsExactly("weighted");
        assertThat(ann.get("/alerts?raisedBefore=2026-03-01T13:00:00%2B01:00").items("rule"))
                .containsExactly("taint");
        assertThat(ann.get("/alerts?state=closed").items("rule")).isEmpty();
        ann.change("/alerts/" + taint, "/alerts/%d/close".formatted(taint), "{\"disposition\":\"false-alarm\"}");
        assertThat(ann.get("/alerts").items("rule")).containsExactly("weighted");
        assertThat(ann.get("/alerts?state=closed&state=open").items("rule")).hasSize(2);
        assertThat(ann.get("/alerts?state=closed&assignee=token:ann").items("rule"))
                .containsExactly("taint");
        assertThat(ann.send("POST", "/alerts/search", "{\"account\":\"de89 3704\",\"sort\":\"oldest\"}")
                        .items("number"))
                .containsExactly(RaisedAlerts.ACCOUNT);
    }

    @Test
    void anAlertIsWorkedFromTheFirstLookToTheFeedback() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        String alert = "/alerts/" + id;
        ben.get("/alerts");
        ben.change(alert, alert + "/comments", "{\"comment\":\"mine?\"}");

        Reply assigned = ann.send(
                "PUT",
                alert + "/assignee",
                "{\"id\":\"token:ben\"}",
                "If-Match",
                ann.get(alert).etag());
        assertThat(assigned.json().at("/assignee/id").asText()).isEqualTo("token:ben");
        assertThat(assigned.json().path("state").asText()).isEqualTo("assigned");
        assertThat(ann.get("/analysts").items("id")).contains("token:ann", "token:ben");
        Reply back = ann.send("DELETE", alert + "/assignee", null, "If-Match", assigned.etag());
        assertThat(back.json().path("state").asText()).isEqualTo("open");
        Reply closed = ann.change(
                alert, alert + "/close", "{\"disposition\":\"confirmed-mule\",\"comment\":\"cashed out at once\"}");
        assertThat(closed.json().path("feedback").asText()).isEqualTo("confirmed");
        assertThat(closed.json().path("history"))
                .extracting(entry -> entry.path("what").asText())
                .containsExactly("raised", "remarked", "assigned", "put-back", "closed");
        assertThat(ann.get("/feedback").items("disposition")).containsExactly("confirmed-mule");
        Reply reopened = ann.change(alert, alert + "/reopen", null);
        assertThat(reopened.json().at("/assignee/id").asText()).isEqualTo("token:ann");
    }

    @Test
    void theSecondOfTwoWhoChangeOneVersionIsToldWhatTheFirstDid() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        String alert = "/alerts/" + id;
        String seen = ann.get(alert).etag();
        Reply first = ann.post(alert + "/close", "{\"disposition\":\"false-alarm\"}", "If-Match", seen);

        Reply second = ben.post(alert + "/comments", "{\"comment\":\"looks bad\"}", "If-Match", seen);

        assertThat(second.status()).isEqualTo(412);
        assertThat(second.problem()).isEqualTo("stale");
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.json().path("changes"))
                .extracting(change -> change.path("what").asText())
                .containsExactly("closed");
        assertThat(ben.get(alert).json().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void whatTheStateOfAnAlertDoesNotAllowIsRefused() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        String alert = "/alerts/" + id;

        assertThat(ann.change(alert, alert + "/reopen", "{}").status()).isEqualTo(409);
        ann.change(alert, alert + "/close", "{\"disposition\":\"false-alarm\"}");
        assertThat(ann.change(alert, alert + "/comments", "{\"comment\":\"x\"}").status())
                .isEqualTo(409);
        assertThat(ann.send(
                                "PUT",
                                alert + "/assignee",
                                "{\"id\":\"token:ann\"}",
                                "If-Match",
                                ann.get(alert).etag())
                        .status())
                .isEqualTo(409);
        api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 2));
        assertThat(ann.change(alert, alert + "/reopen", "{}").status()).isEqualTo(409);
    }

    @Test
    void whatCannotBeTakenIsNamed() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        String alert = "/alerts/" + id;

        assertThat(ann.change(alert, alert + "/comments", "{\"comment\":\" \"}").fields())
                .containsExactly("comment");
        assertThat(ann.change(alert, alert + "/comments", "{\"comment\":\"%s\"}".formatted("x".repeat(4001)))
                        .status())
                .isEqualTo(422);
        assertThat(ann.change(alert, alert + "/close", "{\"disposition\":\"guilty\"}")
                        .fields())
                .containsExactly("disposition");
        Reply nobody = ann.send(
                "PUT",
                alert + "/assignee",
                "{\"id\":\"nobody\"}",
                "If-Match",
                ann.get(alert).etag());
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.fields()).containsExactly("id");
        assertThat(ann.get(alert).json().path("version").asLong()).isEqualTo(1);
    }

    @Test
    void anAlertIsExportedAsTheCallerLikesIt() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        String export = "/alerts/%d/export".formatted(id);

        Reply xml = ann.get(export, "Accept", "application/json;q=0.5, application/xml");
        assertThat(xml.header("Content-Type")).startsWith("application/xml");
        assertThat(xml.header("Content-Disposition")).isEqualTo("attachment; filename=\"alert-%d.xml\"".formatted(id));
        assertThat(xml.text()).contains("<rentity_id>7</rentity_id>", RaisedAlerts.ACCOUNT);
        Reply json = ann.get(export);
        assertThat(json.json().path("account").asText()).isEqualTo(RaisedAlerts.ACCOUNT);
        assertThat(json.header("Vary")).isEqualTo("Accept");
        assertThat(ann.get("/alerts/%d/transfers".formatted(id)).items("amount"))
                .containsExactlyInAnyOrder("950.00", "900.50");
    }
}
