package io.mistnet.node.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowShapeTest {

    @Test
    void theCoarsestBucketDividesTheWindowAndTheInterval() {
        assertThat(bucket(Duration.ofDays(30), Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(bucket(Duration.ofSeconds(90), Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(bucket(Duration.ofMinutes(10), Duration.ofMillis(700))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theWatermarkIsTheClockLessTheLateness() {
        WindowShape shape = new WindowShape(Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofMinutes(1));
        assertThat(shape.watermark(Instant.parse("2026-03-01T12:00:04.999Z")))
                .isEqualTo(Instant.parse("2026-03-01T11:59:00Z"));
    }

    @Test
    void aWindowIsAWholeNumberOfBuckets() {
        assertThatThrownBy(() -> new WindowShape(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT10S must be a multiple of the bucket PT3S");
        assertThatThrownBy(() -> new WindowShape(Duration.ofSeconds(10), Duration.ofNanos(5), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBranchBelongsToItsBankAndABicToOneBank() {
        Directory banks = new BicDirectory(List.of(List.of("AAAADEFF"), List.of("BBBBDEFF")), 1);
        assertThat(banks.bankOf("AAAADEFF123")).hasValue(0);
        assertThat(banks.isOwn("BBBBDEFF")).isTrue();
        assertThat(banks.bankOf("CCCCDEFF")).isEmpty();
        assertThat(banks.isOwn("CCCCDEFF")).isFalse();
        assertThatThrownBy(() -> new BicDirectory(List.of(List.of("AAAADEFF"), List.of("AAAADEFF")), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AAAADEFF stands twice");
    }

    private static Duration bucket(Duration length, Duration interval) {
        return WindowShape.of(length, interval, Duration.ofMinutes(1)).bucket();
    }
}
