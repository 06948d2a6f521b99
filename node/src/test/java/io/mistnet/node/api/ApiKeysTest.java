package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.api.ApiClient.Reply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that carry a key are carried out once. */
final class ApiKeysTest {

    private static final String CASE = "{\"reference\":\"2026-17\",\"title\":\"Mules\",\"legalBasis\":\"law\"}";
    private static final String KEY = "Idempotency-Key";

    @TempDir
    private Path folder;

    private TestApi api;
    private ApiClient ida;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
        ida = api.as(UserRole.INVESTIGATOR);
    }

    @AfterEach
    void stop() throws Exception {
        api.network.gate.countDown();
        api.close();
    }

    @Test
    void theSameRequestAgainIsAnsweredAsTheFirstTimeAndNotCarriedOut() throws Exception {
        Reply first = ida.post("/cases", CASE, KEY, "k1");
        Reply again = ida.post("/cases", CASE, KEY, "k1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.has("Idempotency-Replayed")).isFalse();
        assertThat(ida.get("/cases").json().path("items")).hasSize(1);
    }

    @Test
    void anAnswerWithoutBodyIsGivenAgainToo() throws Exception {
        String notes = ida.post("/cases", CASE).header("Location").substring("/api/v1".length()) + "/notes";
        ida.post(notes, "{\"text\":\"x\"}", KEY, "k1");

        assertThat(ida.post(notes, "{\"text\":\"x\"}", KEY, "k1").status()).isEqualTo(204);
        assertThat(ida.get(notes.replace("notes", "events")).items("what")).containsExactly("noted", "opened");
    }

    @Test
    void theKeyOfAnotherRequestIsRefused() throws Exception {
        ida.post("/cases", CASE, KEY, "k1");

        Reply otherBody = ida.post("/cases", CASE.replace("17", "18"), KEY, "k1");
        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.problem()).isEqualTo("key-reused");
        assertThat(ida.post("/cases/1/notes", CASE, KEY, "k1").problem()).isEqualTo("key-reused");
        assertThat(ida.get("/cases").json().path("items")).hasSize(1);
    }

    @Test
    void theKeysOfTwoTokensHaveNothingToDoWithEachOther() throws Exception {
        ida.post("/cases", CASE, KEY, "k1");

        Reply other = api.as(UserRole.INVESTIGATOR).post("/cases", CASE.replace("17", "18"), KEY, "k1");
        assertThat(other.status()).isEqualTo(201);
    }

    @Test
    void aKeyIsForgottenAfterADay() throws Exception {
        String text = api.tokens.add(
                "tool", Set.of(UserRole.INVESTIGATOR), TestApi.NOW.plus(Duration.ofDays(9)), new SecureRandom());
        ApiClient tool = api.client(Optional.of(text));
        tool.post("/cases", CASE, KEY, "k1");
        api.clock.advance(Duration.ofHours(24));
        assertThat(tool.post("/cases", CASE, KEY, "k1").has("Idempotency-Replayed"))
                .isTrue();
        api.clock.advance(Duration.ofMillis(1));
        assertThat(tool.post("/cases", CASE, KEY, "k1").fields()).containsExactly("reference");
    }

    @Test
    void aForgottenKeyIsNoAnswerToAnotherQuestion() throws Exception {
        String text = api.tokens.add(
                "tool", Set.of(UserRole.INVESTIGATOR), TestApi.NOW.plus(Duration.ofDays(9)), new SecureRandom());
        ApiClient tool = api.client(Optional.of(text));
        String own = tool.post("/cases", CASE).header("Location").substring("/api/v1".length()) + "/lookups";
        tool.post(own, "{\"selector\":{\"value\":\"+4930901820\"}}", KEY, "look-1");
        api.clock.advance(Duration.ofHours(25));

        Reply other = tool.post(own, "{\"selector\":{\"value\":\"+4930901821\"}}", KEY, "look-1");

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.json().path("selector").path("value").asText()).isEqualTo("+4930901821");
        assertThat(api.network.askers).hasSize(2);
    }

    @Test
    void aRequestThatDidNothingMayBeSentAgainWithItsKey() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        ApiClient ann = api.as(UserRole.ANALYST);
        String alert = "/alerts/" + id;
        String body = "{\"comment\":\"x\"}";

        assertThat(ann.post(alert + "/comments", body, KEY, "k1", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
        String seen = ann.get(alert).etag();
        assertThat(ann.post(alert + "/comments", body, KEY, "k1", "If-Match", seen)
                        .status())
                .isEqualTo(200);
        Reply lost = ann.post(alert + "/comments", body, KEY, "k1", "If-Match", seen);
        assertThat(lost.status()).isEqualTo(200);
        assertThat(ann.get(alert).json().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void aRequestWhoseKeyIsUnderWayIsToldSo() throws Exception {
        String own = ida.post("/cases", CASE).header("Location").substring("/api/v1".length());
        api.network.gate = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        String body = "{\"selector\":{\"value\":\"+4930901821\"}}";
        try {
            Future<Reply> first = other.submit(() -> ida.post(own + "/lookups", body, KEY, "k1"));
            while (api.network.askers.isEmpty()) {
                Thread.sleep(10);
            }
            Reply second = ida.post(own + "/lookups", body, KEY, "k1");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("key-under-way");
            api.network.gate.countDown();
            assertThat(first.get().status()).isEqualTo(201);
        } finally {
            other.shutdownNow();
        }
        assertThat(ida.post(own + "/lookups", body, KEY, "k1").header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(api.network.askers).hasSize(1);
    }

    @Test
    void ofManyThatSendTheSameRequestAtOnceOneIsCarriedOut() throws Exception {
        int senders = 12;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService many = Executors.newFixedThreadPool(senders);
        List<Future<Reply>> replies = new ArrayList<>();
        try {
            for (int i = 0; i < senders; i++) {
                replies.add(many.submit(() -> {
                    start.await();
                    return ida.post("/cases", CASE, KEY, "k1");
                }));
            }
            start.countDown();
            int carriedOut = 0;
            for (Future<Reply> future : replies) {
                Reply reply = future.get();
                assertThat(reply.status()).isIn(201, 409);
                carriedOut += reply.status() == 201 && !reply.has("Idempotency-Replayed") ? 1 : 0;
            }
            assertThat(carriedOut).isEqualTo(1);
        } finally {
            many.shutdownNow();
        }
        assertThat(ida.get("/cases").json().path("items")).hasSize(1);
    }
}
