package io.mistnet.simulator.benchmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTimesTest {

    private final PageTimes times = new PageTimes();

    @Test
    void ninetyFiveInAHundredAreNotLongerThanTheP95() {
        for (int i = 1; i <= 100; i++) {
            times.took("alert", i / 100.0);
        }

        Quantiles quantiles = times.of(kind -> true);

        assertThat(quantiles).isEqualTo(new Quantiles(100, 0.5, 0.95, 0.99, 1));
    }

    @Test
    void kindsStandByTheirSlownessAndCanBeLeftOut() {
        times.took("queue", 0.01);
        times.took("alert", 0.03);
        times.took("lookup-sent", 0.2);

        assertThat(times.byKind().keySet()).containsExactly("lookup-sent", "alert", "queue");
        assertThat(times.of(kind -> !LookupTimes.isWait(kind)).max()).isEqualTo(0.03);
        assertThat(times.requests()).isEqualTo(3);
    }

    @Test
    void whatWasBeforeTheMeasurementDoesNotCount() {
        times.took("queue", 9);
        times.failed("queue", "status 500");
        times.conflict();

        times.begin();

        assertThat(times.requests() + times.errors() + times.conflicts()).isZero();
        assertThat(times.failures()).isEmpty();
    }
}
