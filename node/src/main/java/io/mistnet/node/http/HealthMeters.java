package io.mistnet.node.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/**
 * What {@code /health/ready} says, as metrics.
 *
 * @param checks the components that must be up for the node to be ready
 */
public record HealthMeters(List<HealthCheck> checks) implements MeterBinder {

    public HealthMeters {
        checks = List.copyOf(checks);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        checks.forEach(check -> Gauge.builder("mistnet.health.up", check, HealthMeters::up)
                .description("1 while this component does its work, 0 while it does not; /health/ready says why")
                .tag("component", check.name())
                .strongReference(true)
                .register(registry));
    }

    private static double up(HealthCheck check) {
        return Readiness.of(List.of(check)).state() == Health.State.UP ? 1 : 0;
    }
}
