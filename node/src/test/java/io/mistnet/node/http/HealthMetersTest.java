package io.mistnet.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthMetersTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void aComponentIsShownAsItIsAtEachScrape() {
        AtomicReference<Health> kafka = new AtomicReference<>(Health.up("3 partitions"));
        bind(kafka);
        assertThat(registry.scrape()).contains("mistnet_health_up{component=\"kafka\"} 1.0");

        kafka.set(Health.down("no broker answers"));

        assertThat(registry.scrape()).contains("mistnet_health_up{component=\"kafka\"} 0.0");
        assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
    }

    private void bind(AtomicReference<Health> health) {
        HealthCheck check = new HealthCheck() {
            @Override
            public String name() {
                return "kafka";
            }

            @Override
            public Health health() {
                return health.get();
            }
        };
        new HealthMeters(List.of(check)).bindTo(registry);
    }
}
