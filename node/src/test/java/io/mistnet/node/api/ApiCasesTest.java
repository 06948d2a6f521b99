package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.api.ApiClient.Reply;
import io.mistnet.node.lookup.LookupFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiCasesTest {

    @TempDir
    private Path folder;

    private TestApi api;
    private ApiClient ida;
    private String own;

    @BeforeEach
    void start() throws Exception {
        start(Duration.ofSeconds(30));
    }

    /** With a database of its own. */
    private void start(Duration patience) throws Exception {
        api = new TestApi(Files.createTempDirectory(folder, "api"), 1_000_000, patience);
        ida = api.of(Optional.of("anna"), "ida", UserRole.INVESTIGATOR);
        Reply opened =
                ida.post("/cases", "{\"reference\":\"2026-17\",\"title\":\"Mules\",\"legalBasis\":\"court order 7\"}");
        own = opened.header("Location").substring("/api/v1".length());
    }

    @AfterEach
    void stop() throws Exception {
        api.network.gate.countDown();
        api.close();
    }

    @Test
    void aCaseIsOpenedNotedClosedAndOpenedAgain() throws Exception {
        assertThat(ida.get(own).json().at("/owner/id").asText()).isEqualTo("token:ida");
        assertThat(ida.get(own).json().path("retentionDays").asInt()).isEqualTo(365);
        assertThat(ida.post(own + "/notes", "{\"text\":\"asked the bank\"}").status())
                .isEqualTo(204);
        Reply closed = ida.change(own, own + "/close", "{}");
        assertThat(closed.json().path("state").asText()).isEqualTo("closed");
        assertThat(closed.json().has("deletedAt")).isTrue();
        assertThat(ida.change(own, own + "/close", "{}").status()).isEqualTo(409);
        assertThat(ida.post(own + "/lookups", "{\"selector\":{\"value\":\"+4930901821\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(ida.change(own, own + "/reopen", null).json().path("state").asText())
                .isEqualTo("open");
        assertThat(ida.get(own + "/events?limit=2").items("what")).containsExactly("reopened", "closed");
        assertThat(ida.get(own + "/events").items("what")).containsExactly("reopened", "closed", "noted", "opened");
    }

    @Test
    void casesAreFoundAndReadToTheEnd() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.as(UserRole.INVESTIGATOR)
                    .post(
                            "/cases",
                            "{\"reference\":\"R-%d\",\"title\":\"50%% of_it\",\"legalBasis\":\"law\"}".formatted(i));
        }
        Reply first = ida.get("/cases?limit=4");
        assertThat(first.items("title")).hasSize(4);
        Reply rest =
                ida.get("/cases?limit=4&cursor=" + first.json().path("next").asText());
        assertThat(rest.json().path("items")).hasSize(2);
        assertThat(rest.json().has("next")).isFalse();
        assertThat(ida.get("/cases?own=true").json().path("items")).hasSize(1);
        assertThat(ida.get("/cases?text=50%25%20OF_").json().path("items")).hasSize(5);
        assertThat(ida.get("/cases?text=5_%25").json().path("items")).isEmpty();
        assertThat(ida.get("/cases?state=closed").json().path("items")).isEmpty();
    }

    @Test
    void aCaseThatCannotBeOpenedIsRefusedWithAllThatIsWrong() throws Exception {
        Reply taken = ida.post("/cases", "{\"reference\":\"2026-17\",\"title\":\"x\",\"legalBasis\":\"x\"}");
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.fields()).containsExactly("reference");
        Reply unfit = ida.post(
                "/cases", "{\"reference\":\"a\\nb\",\"title\":\" \",\"legalBasis\":\"%s\"}".formatted("x".repeat(300)));
        assertThat(unfit.fields()).containsExactlyInAnyOrder("reference", "title", "legalBasis");
    }

    @Test
    void aLookupIsAnsweredWithRecordsAndWhatWasRevealed() throws Exception {
        Reply hit = ida.post(own + "/lookups", "{\"selector\":{\"value\":\"030 901821\"},\"region\":\"DE\"}");

        assertThat(hit.status()).isEqualTo(201);
        assertThat(hit.json().at("/selector/value").asText()).isEqualTo("+4930901821");
        assertThat(hit.json().at("/records/0/institution").asText()).isEqualTo("fiu");
        assertThat(hit.json().path("revealed").size()).isEqualTo(4);
        assertThat(hit.json().path("legalBasis").asText()).isEqualTo("court order 7");
        assertThat(api.network.askers.get(0).user()).isEqualTo("token:ida");
        Reply miss = ida.post(
                own + "/lookups",
                "{\"selector\":{\"type\":\"phone\",\"value\":\"+4930901820\"},\"legalBasis\":\"another law\"}");
        assertThat(miss.json().path("found").asInt()).isZero();
        assertThat(miss.json().path("legalBasis").asText()).isEqualTo("another law");
        assertThat(ida.get(hit.header("Location").substring("/api/v1".length())).json())
                .isEqualTo(hit.json());
        assertThat(ida.get(own + "/lookups?hits=true").items("value")).containsExactly("+4930901821");
        assertThat(ida.get(own + "/lookups").json().path("items")).hasSize(2);
    }

    @Test
    void aLookupThatTakesLongIsFoundLaterWhereTheAnswerSays() throws Exception {
        stop();
        start(Duration.ofMillis(100));
        api.network.gate = new CountDownLatch(1);
        Reply begun = ida.post(own + "/lookups", "{\"selector\":{\"value\":\"+4930901821\"}}");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().path("state").asText()).isEqualTo("asked");
        assertThat(begun.json().path("records")).isEmpty();
        api.network.gate.countDown();
        String lookup = begun.header("Location").substring("/api/v1".length());
        assertThat(after(lookup, "asked").json().path("found").asInt()).isEqualTo(1);
    }

    @Test
    void aLookupThatFailsSaysWhy() throws Exception {
        api.network.failure = Optional.of(
                new LookupFailedException(LookupFailedException.Kind.AWAY, "two of three holders are away"));

        Reply failed = ida.post(own + "/lookups", "{\"selector\":{\"value\":\"+4930901821\"}}");

        assertThat(failed.status()).isEqualTo(201);
        assertThat(failed.json().path("state").asText()).isEqualTo("failed");
        assertThat(failed.json().at("/failure/kind").asText()).isEqualTo("away");
    }

    @Test
    void whatIsNotOneSelectorIsNotAsked() throws Exception {
        for (String selector : List.of("\"hello\"", "\"\"", "\"<b>\"")) {
            Reply reply = ida.post(own + "/lookups", "{\"selector\":{\"value\":%s}}".formatted(selector));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.fields()).containsExactly("selector.value");
            assertThat(reply.text()).doesNotContain("hello");
        }
        assertThat(ida.post(own + "/lookups", "{\"selector\":{\"value\":\"030 901821\"},\"region\":\"ZZ\"}")
                        .fields())
                .containsExactly("region");
        assertThat(api.network.askers).isEmpty();
    }

    @Test
    void whoeverDoesNotWorkOnACaseOnlyReadsIt() throws Exception {
        ApiClient other = api.with("otto", UserRole.INVESTIGATOR);
        assertThat(other.get(own).status()).isEqualTo(200);
        for (String body : List.of("/lookups", "/notes")) {
            Reply refused = other.post(
                    own + body,
                    body.equals("/notes") ? "{\"text\":\"x\"}" : "{\"selector\":{\"value\":\"+4930901821\"}}");
            assertThat(refused.status()).isEqualTo(403);
        }
        assertThat(other.change(own, own + "/close", "{}").status()).isEqualTo(403);
        other.post("/cases", "{\"reference\":\"own\",\"title\":\"x\",\"legalBasis\":\"x\"}");
        User ida = new User("token:ida", "token ida", Set.of(UserRole.INVESTIGATOR));
        api.team.add(ida, Long.parseLong(own.substring("/cases/".length())), Optional.of("token:otto"));
        assertThat(other.post(own + "/notes", "{\"text\":\"x\"}").status()).isEqualTo(204);
        assertThat(other.get(own + "/members").items("id")).containsExactly("token:otto");
    }

    @Test
    void aBatchIsAJobThatIsFollowedToItsAnswers() throws Exception {
        Reply sent = ida.post(
                own + "/batches",
                "{\"selectors\":[{\"value\":\"+4930901821\"},{\"value\":\"+4930901820\",\"type\":\"phone\"}]}");

        assertThat(sent.status()).isEqualTo(202);
        String batch = sent.header("Location").substring("/api/v1".length());
        Reply answered = after(batch, "queued", "running");
        assertThat(answered.json().path("state").asText()).isEqualTo("answered");
        assertThat(answered.json().path("hits").asInt()).isEqualTo(1);
        Reply results = ida.get(batch + "/results?limit=1");
        assertThat(results.items("value")).containsExactly("+4930901821");
        assertThat(ida.get(batch + "/results?limit=1&cursor="
                                + results.json().path("next").asText())
                        .items("value"))
                .containsExactly("+4930901820");
        assertThat(ida.get(batch + "/results?hits=true").json().path("items")).hasSize(1);
        assertThat(ida.get(own + "/batches").json().path("items")).hasSize(1);
        assertThat(ida.change(batch, batch + "/cancel", "{}").status()).isEqualTo(409);
    }

    @Test
    void aBatchWithWhatIsNoSelectorIsRefusedUnlessThatIsToBeLeftOut() throws Exception {
        String selectors = "\"selectors\":[{\"value\":\"+4930901821\"},{\"value\":\"hello\"}]";
        Reply refused = ida.post(own + "/batches", "{%s}".formatted(selectors));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("selectors[1].value");
        assertThat(ida.get(own + "/batches").json().path("items")).isEmpty();

        Reply taken = ida.post(own + "/batches", "{%s,\"leaveOutBad\":true}".formatted(selectors));
        assertThat(taken.json().path("badSelectors").asInt()).isEqualTo(1);
        assertThat(ida.post(own + "/batches", "{\"selectors\":[]}").fields()).containsExactly("selectors");
        assertThat(ida.post(own + "/batches", "{\"selectors\":[7]}").fields()).containsExactly("selectors[0]");
    }

    @Test
    void manySelectorsWaitForASupervisorWhoIsTold() throws Exception {
        String many = IntStream.range(0, TestApi.FOUR_EYES_ABOVE + 1)
                .mapToObj("{\"value\":\"+493090182%d\"}"::formatted)
                .collect(Collectors.joining(","));
        Reply silent = ida.post(own + "/batches", "{\"selectors\":[%s]}".formatted(many));
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.fields()).containsExactly("reason");

        Reply sent = ida.post(own + "/batches", "{\"selectors\":[%s],\"reason\":\"one ring\"}".formatted(many));
        assertThat(sent.json().path("state").asText()).isEqualTo("waiting");
        ApiClient supervisor = api.as(UserRole.SUPERVISOR);
        Reply approvals = supervisor.get("/approvals?state=waiting");
        assertThat(approvals.items("reason")).containsExactly("one ring");
        long approval = approvals.json().at("/items/0/id").asLong();
        assertThat(supervisor
                        .get("/approvals/" + approval)
                        .json()
                        .path("evaluations")
                        .asInt())
                .isEqualTo(TestApi.FOUR_EYES_ABOVE + 1);
        assertThat(approvals.items("owner")).containsExactly("anna");
        String batch = sent.header("Location").substring("/api/v1".length());
        assertThat(ida.change(batch, batch + "/cancel", null)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(supervisor.get("/approvals/" + approval).json().path("state").asText())
                .isEqualTo("withdrawn");
        assertThat(api.network.askers).isEmpty();
    }

    @Test
    void aTokenForWhichNobodyAnswersAsksForNothingThatTakesASupervisor() throws Exception {
        ApiClient nobodys = api.with("tool", UserRole.INVESTIGATOR);
        String its = nobodys.post("/cases", "{\"reference\":\"T\",\"title\":\"T\",\"legalBasis\":\"L\"}")
                .header("Location")
                .substring("/api/v1".length());
        String many = IntStream.range(0, TestApi.FOUR_EYES_ABOVE + 1)
                .mapToObj("{\"value\":\"+493090182%d\"}"::formatted)
                .collect(Collectors.joining(","));

        Reply refused = nobodys.post(its + "/batches", "{\"selectors\":[%s],\"reason\":\"one ring\"}".formatted(many));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asText()).contains("Nobody answers for the token");
        assertThat(api.as(UserRole.SUPERVISOR).get("/approvals").items("reason"))
                .isEmpty();
        assertThat(nobodys.get("/token").json().has("owner")).isFalse();
        assertThat(ida.get("/token").json().path("owner").asText()).isEqualTo("anna");
    }

    @Test
    void aBatchThatIsTooLargeIsRefused() throws Exception {
        String body = "{\"selectors\":[{\"value\":\"%s\"}]}".formatted("x".repeat(2 << 20));
        assertThat(ida.post(own + "/batches", body).status()).isEqualTo(413);
    }

    private Reply after(String path, String... states) throws Exception {
        for (int i = 0; i < 600; i++) {
            Reply reply = ida.get(path);
            if (!Set.of(states).contains(reply.json().path("state").asText())) {
                return reply;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(path + " stays as it is");
    }
}
