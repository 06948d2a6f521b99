package io.mistnet.simulator.benchmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.simulator.demo.NodeMetrics.Metrics;
import org.junit.jupiter.api.Test;

class ServerTimesTest {

    @Test
    void onlyWhatCameBetweenTheTwoReadingsCounts() {
        Metrics before = metrics(10, 10, 10);
        Metrics after = metrics(100, 106, 110);

        assertThat(new ServerTimes(before, after).figures())
                .containsEntry("count", 100L)
                .containsEntry("within_0.05_s", 0.90)
                .containsEntry("within_0.1_s", 0.96)
                .containsEntry("p95_at_most_s", 0.1)
                .containsEntry("mean_s", 0.02);
    }

    /** All within 50 ms, all within 100 ms, all; other servers' requests are none of the console's. */
    private static Metrics metrics(int within50, int within100, int all) {
        String text = """
                mistnet_http_requests_seconds_bucket{route="alerts",server="console",status="200",le="0.01"} 0
                mistnet_http_requests_seconds_bucket{route="alerts",server="console",status="200",le="0.05"} %d
                mistnet_http_requests_seconds_bucket{route="alerts",server="console",status="200",le="0.1"} %d
                mistnet_http_requests_seconds_bucket{route="alerts",server="console",status="200",le="0.25"} %d
                mistnet_http_requests_seconds_bucket{route="alerts",server="console",status="200",le="+Inf"} %d
                mistnet_http_requests_seconds_count{route="alerts",server="console",status="200"} %d
                mistnet_http_requests_seconds_sum{route="alerts",server="console",status="200"} %f
                mistnet_http_requests_seconds_count{route="metrics",server="operations",status="200"} 777
                """;
        return new Metrics(text.formatted(within50, within100, all, all, all, all * 0.02));
    }
}
