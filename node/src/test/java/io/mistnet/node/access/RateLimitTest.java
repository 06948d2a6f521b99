package io.mistnet.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.window.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final RateLimit<String> limit = new RateLimit<>(3, Duration.ofMillis(50), clock);

    @Test
    void soManyAreHadAtOnceAndOneMoreAfterEachInterval() {
        assertThat(allowed("anna", 5)).isEqualTo(3);
        clock.advance(Duration.ofMillis(49));
        assertThat(allowed("anna", 1)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(allowed("anna", 2)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(allowed("anna", 5)).isEqualTo(3);
    }

    @Test
    void oneDoesNotUseUpWhatAnotherHas() {
        allowed("anna", 5);
        assertThat(allowed("bert", 5)).isEqualTo(3);
    }

    @Test
    void askingWhetherOneIsLeftTakesNone() {
        assertThat(limit.hasLeft("anna")).isTrue();
        assertThat(limit.hasLeft("anna")).isTrue();
        assertThat(allowed("anna", 2)).isEqualTo(2);
        assertThat(limit.hasLeft("anna")).isTrue();
        assertThat(allowed("anna", 2)).isEqualTo(1);
        assertThat(limit.hasLeft("anna")).isFalse();
        clock.advance(Duration.ofMillis(50));
        assertThat(limit.hasLeft("anna")).isTrue();
    }

    @Test
    void aMillionKeysTakeBoundedMemory() {
        for (int i = 0; i < 1_000_000; i++) {
            limit.allows("key-" + i);
        }
        assertThat(allowed("key-999999", 5)).isEqualTo(2);
        assertThat(allowed("key-0", 5)).as("forgotten").isEqualTo(3);
    }

    private int allowed(String key, int times) {
        int allowed = 0;
        for (int i = 0; i < times; i++) {
            allowed += limit.allows(key) ? 1 : 0;
        }
        return allowed;
    }
}
