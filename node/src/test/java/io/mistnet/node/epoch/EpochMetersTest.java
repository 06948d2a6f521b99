package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.http.MeterConventions;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EpochMetersTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EpochId id = new EpochId(7, 0);

    @Test
    void iterationsShareAStepSoThatLabelsStayFew() {
        EpochMeters meters = new EpochMeters(registry);

        meters.on(new EpochEvent.Timed(id, "iteration 1", Duration.ofSeconds(2)));
        meters.on(new EpochEvent.Timed(id, "iteration 12", Duration.ofSeconds(3)));
        meters.on(new EpochEvent.Timed(id, "input checks", Duration.ofSeconds(1)));

        assertThat(registry.scrape())
                .contains("mistnet_epoch_step_seconds_count{step=\"iteration\"} 2")
                .contains("mistnet_epoch_step_seconds_sum{step=\"iteration\"} 5.0")
                .contains("mistnet_epoch_step_seconds_count{step=\"input checks\"} 1");
    }

    @Test
    void anEpochThatGoesWellMovesThePulseAndAnAbortDoesNot() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1000));
        EpochPulse pulse = new EpochPulse(registry, now::get, Duration.ofMinutes(10));
        assertThat(registry.scrape())
                .contains("mistnet_epoch_success_timestamp_seconds 1000.0")
                .contains("mistnet_epoch_interval_seconds 600.0");

        now.set(Instant.ofEpochSecond(1600));
        pulse.on(new EpochEvent.Aborted(id, "compute", "bank-2", "matching", "lost"));
        assertThat(registry.scrape()).contains("mistnet_epoch_success_timestamp_seconds 1000.0");

        pulse.on(new EpochEvent.Ran(id, new Counts(3, 0)));
        assertThat(registry.scrape()).contains("mistnet_epoch_success_timestamp_seconds 1600.0");
    }

    @Test
    void everyMeterOfAnEventIsDescribedAndNamedByConvention() {
        EpochListener all = EpochListener.all(
                List.of(new EpochMeters(registry), new EpochPulse(registry, Instant::now, Duration.ofMinutes(10))));

        List.<EpochEvent>of(
                        new EpochEvent.Begun(id, List.of("bank-1")),
                        new EpochEvent.NotBegun(id, "bank-2", "not connected"),
                        new EpochEvent.BankLeftOut(id, "bank-1", "late"),
                        new EpochEvent.Completed(id, new Counts(3, 0), true, Duration.ofSeconds(1)),
                        new EpochEvent.Ran(id, new Counts(3, 0)),
                        new EpochEvent.Timed(id, "matching", Duration.ofSeconds(1)),
                        new EpochEvent.Aborted(id, "compute", "bank-2", "matching/tags", "lost"),
                        new EpochEvent.ReleaseFailed(id, "bank-1", "lost"),
                        new EpochEvent.Opened(id, 3),
                        new EpochEvent.Overrun(id),
                        new EpochEvent.MessageRefused("bank-1", "state", "late"))
                .forEach(all::on);

        assertThat(MeterConventions.breaches(registry.scrape())).isEmpty();
    }
}
