package io.mistnet.node.api.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.api.frame.RequestKeys.Key;
import io.mistnet.node.api.token.ApiTokens;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class RequestKeysTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Key KEY = new Key("tool", "k1");
    private static final Sha256 HASH = Sha256.of(new byte[] {1});

    private final SettableClock clock = new SettableClock(NOW);
    private RequestKeys keys;

    @BeforeEach
    void open(RelationalDatabase database) {
        ApiTokens tokens = new ApiTokens(database, clock);
        tokens.add("tool", Set.of(UserRole.ANALYST), NOW.plus(Duration.ofDays(9)), new SecureRandom());
        keys = new RequestKeys(database, clock);
    }

    @Test
    void whoeverBeginsFirstHasTheKeyUntilTheyGiveItBack() {
        assertThat(keys.begin(KEY, HASH)).isEmpty();
        RequestKeys.Begun begun = keys.begin(KEY, HASH).orElseThrow();
        assertThat(begun.status()).isEmpty();
        assertThat(begun.begunAt()).isEqualTo(NOW);
        keys.release(KEY);
        assertThat(keys.begin(KEY, HASH)).isEmpty();
    }

    @Test
    void anAnswerIsKeptWordForWordAndNotGivenBack() {
        String body = "{\"name\":\"Müller 💶\",\"long\":\"%s\"}".formatted("x".repeat(100_000));
        keys.begin(KEY, HASH);
        keys.keep(KEY, 201, "ETag: \"1\"\nLocation: /x", Optional.of(body));
        keys.release(KEY);

        RequestKeys.Begun begun = keys.begin(KEY, HASH).orElseThrow();
        assertThat(begun.status()).hasValue(201);
        assertThat(begun.headers()).isEqualTo("ETag: \"1\"\nLocation: /x");
        assertThat(begun.body()).contains(body);
        assertThat(begun.hash()).isEqualTo(HASH);
    }

    @Test
    void afterADayTheKeyIsFree() {
        keys.begin(KEY, HASH);
        clock.advance(RequestKeys.KEPT);
        assertThat(keys.begin(KEY, HASH)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(keys.begin(KEY, HASH)).isEmpty();
    }

    @Test
    void ofManyThatBeginAtOnceOneHasTheKey() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 10; round++) {
                Key key = new Key("tool", "round-" + round);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Boolean>> begun = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    begun.add(threads.submit(() -> {
                        start.await();
                        return keys.begin(key, HASH).isEmpty();
                    }));
                }
                start.countDown();
                int have = 0;
                for (Future<Boolean> future : begun) {
                    have += future.get() ? 1 : 0;
                }
                assertThat(have).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
