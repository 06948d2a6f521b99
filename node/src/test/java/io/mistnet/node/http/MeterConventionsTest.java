package io.mistnet.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class MeterConventionsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void everyMeterOfTheProcessIsDescribedAndNamedByConvention() {
        try (ProcessMeters meters = new ProcessMeters()) {
            meters.bindTo(registry);

            assertThat(registry.scrape())
                    .contains("jvm_memory_used_bytes", "process_uptime_seconds", "logback_events_total");
            assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
        }
    }

    @Test
    void aDescribedMeterWithAConventionalNameIsAccepted() {
        Counter.builder("mistnet.transfers")
                .description("Transfers read.")
                .register(registry)
                .increment();
        Timer.builder("mistnet.epoch")
                .description("Time an epoch takes.")
                .register(registry)
                .record(() -> {});

        assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
    }

    @Test
    void aMeterWithoutDescriptionOrInAnotherUnitIsNamed() {
        Counter.builder("mistnet.transfers").register(registry).increment();
        Gauge.builder("mistnet.lag.milliseconds", () -> 1).description("Lag.").register(registry);

        assertThat(MeterConventions.breaches(registry.scrape()))
                .containsExactlyInAnyOrder(
                        "mistnet_transfers_total: has no description",
                        "mistnet_lag_milliseconds: is not in a base unit (seconds, bytes, ratio)");
    }
}
