package io.mistnet.simulator.benchmark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleBenchmarkTest {

    private static final String MISTNET = "io.mistnet.simulator.cli.Mistnet";

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void peopleWorkAtTheConsolesOfARunningNetworkAndNothingFails() throws Exception {
        Map<String, Object> figures = new ConsoleBenchmark(options(8, 15, 300), MISTNET).run(folder, what -> {});

        assertThat(figures).doesNotContainKey("first_errors").containsEntry("errors", 0);
        assertThat(figures)
                .extractingByKey("kinds", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsKeys("queue", "alert", "typed-check", "lookup-form", "audit");
        assertThat(figures)
                .extractingByKey("start_s", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("bank-1", "bank-2", "bank-3", "fiu", "police", "registry");
        assertThat(figures)
                .extractingByKey("server", InstanceOfAssertFactories.map(String.class, Map.class))
                .allSatisfy(
                        (node, server) -> assertThat((long) server.get("count")).isPositive());
        assertThat((long) figures.get("epochs")).as("epochs meanwhile").isPositive();
        assertThat(figures).containsKeys("pages", "lookup_on_screen", "start_together_s", "cores_used", "metrics");
    }

    @Test
    void numbersThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> options(2, 15, 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 to 1000 users, not 2");
        assertThatThrownBy(() -> options(8, 1, 300)).hasMessageContaining("seconds of measurement, not 1");
        assertThatThrownBy(() -> options(8, 15, -1)).hasMessageContaining("alerts, not -1");
    }

    private static ConsoleBenchmarkOptions options(int users, int seconds, int alerts) {
        return new ConsoleBenchmarkOptions(
                users, Duration.ofSeconds(seconds), Duration.ofSeconds(3), alerts, 1_500, 3, 1);
    }
}
