package io.mistnet.simulator.benchmark.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.LookupPlanner;
import io.mistnet.simulator.cli.Mistnet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupBenchmarkTest {

    private static final List<String> HOST = List.of(Mistnet.class.getName(), "bench", "lookup-host");

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void everyPromisedFigureIsThereAndEveryAnswerIsRight() throws Exception {
        List<String> progress = new ArrayList<>();
        Map<String, Object> figures =
                new LookupBenchmark(2_000, 1, 32, 30, 16, Optional.of("portable"), HOST).run(folder, progress::add);
        assertThat(figures)
                .containsKeys(
                        "build_cpu_s",
                        "server_s",
                        "server_min_s",
                        "client_s",
                        "oprf_s",
                        "host_rss_bytes",
                        "host_heap_bytes",
                        "scan_gb_s",
                        "stream_gb_s",
                        "batch_server_s",
                        "update_s",
                        "end_to_end_s",
                        "blind_us",
                        "evaluate_us",
                        "threads",
                        "cores",
                        "seal",
                        "seal_cpu_s",
                        "store_cpu_s")
                .containsEntry("records", 2_000)
                .containsEntry("filled_records", 2_000)
                .containsEntry("kernel", "portable")
                .containsEntry("wrong", 0);
        assertThat(number(figures, "hits")).isGreaterThan(30);
        assertThat(number(figures, "misses")).isGreaterThan(number(figures, "hits"));
        assertThat(figures)
                .extractingByKey("stages_s", InstanceOfAssertFactories.map(String.class, Double.class))
                .containsOnlyKeys("unpack", "expand", "scan", "second", "pack");
        assertThat(figures.values())
                .filteredOn(Double.class::isInstance)
                .allSatisfy(figure -> assertThat((double) figure).isPositive());
        assertThat(progress).contains("the host loads its table", "asking 1 batches of 16");
        assertBytes(figures);
    }

    /** A query and an answer, each with a few bytes around them. */
    private static void assertBytes(Map<String, Object> figures) {
        LookupParameters parameters = LookupPlanner.plan(2_000, 32, 4);
        int query = parameters.encryption().queryBytes(parameters.whole().shape());
        int answer = parameters.encryption().answerBytes();
        assertThat(number(figures, "bytes_up")).isBetween(query, query + 40);
        assertThat(number(figures, "bytes_down")).isBetween(answer + 64, answer + 200);
        assertThat(figures).containsEntry("key_bytes", parameters.encryption().keyBytes());
    }

    private static int number(Map<String, Object> figures, String name) {
        return ((Number) Objects.requireNonNull(figures.get(name), name)).intValue();
    }

    @Test
    void numbersThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new LookupBenchmark(2_000, 0.001, 32, 30, 16, Optional.empty(), HOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 of 2000 records")
                .hasMessageContaining("at least 16");
    }

    @Test
    void anAnswerThatIsNotJustWhatItMustBeIsWrong() {
        Tally tally = new Tally();
        tally.count(List.of("a"), List.of("a"));
        tally.count(List.of(), List.of());
        tally.count(List.of("a", "b"), List.of("a"));
        tally.count(List.of(), List.of("a"));
        tally.count(List.of("a"), List.of("b"));
        assertThat(List.of(tally.hits(), tally.misses(), tally.wrong())).containsExactly(1, 1, 3);
    }
}
