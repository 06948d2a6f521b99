package io.mistnet.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the dashboards: what Grafana reads of them. That their queries find something is tested on a running network. */
class DashboardsTest {

    private static final int COLUMNS = 24;
    private static final Set<String> TYPES = Set.of("timeseries", "stat", "table");
    private static final Set<String> UNITS =
            Set.of("short", "none", "s", "bytes", "Bps", "reqps", "wps", "ops", "cpm", "percentunit");

    static Stream<Map.Entry<String, JsonNode>> dashboards() {
        return DashboardFiles.dashboards().entrySet().stream();
    }

    @Test
    void dashboardsHaveNamesOfTheirOwn() {
        assertThat(DashboardFiles.dashboards().values())
                .hasSizeGreaterThanOrEqualTo(8)
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates();
        assertThat(DashboardFiles.dashboards().values())
                .extracting(dashboard -> dashboard.path("title").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aDashboardIsNamedAsItsFileAndSaysWhatItShows(Map.Entry<String, JsonNode> file) {
        JsonNode dashboard = file.getValue();
        assertThat(file.getKey()).isEqualTo(dashboard.path("uid").asText() + ".json");
        assertThat(dashboard.path("description").asText()).isNotBlank();
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
        assertThat(dashboard.has("id")).as("an id belongs to one Grafana").isFalse();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void thePersonChoosesPrometheusAndInstitution(Map.Entry<String, JsonNode> file) {
        JsonNode variables = file.getValue().path("templating").path("list");
        assertThat(variables)
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "institution");
        assertThat(variables.get(0).path("type").asText()).isEqualTo("datasource");
        assertThat(new Query(variables.get(1).path("query").path("query").asText()).selectors())
                .containsKey("mistnet_node_role");
        for (Panel panel : Panel.of(file.getValue())) {
            assertThat(panel.json().findValuesAsText("uid"))
                    .as(panel.name())
                    .isNotEmpty()
                    .containsOnly("${datasource}");
            assertThat(panel.queries())
                    .as(panel.name())
                    .allSatisfy(query -> assertThat(query.text()).contains("instance=~\"$institution\""));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsAndInWhichUnit(Map.Entry<String, JsonNode> file) {
        for (Panel panel : Panel.of(file.getValue())) {
            JsonNode json = panel.json();
            assertThat(json.path("title").asText()).isNotBlank();
            assertThat(json.path("description").asText()).as(panel.name()).endsWith(".");
            assertThat(json.path("type").asText()).as(panel.name()).isIn(TYPES);
            assertThat(json.path("fieldConfig").path("defaults").path("unit").asText())
                    .as(panel.name())
                    .isIn(UNITS);
            assertThat(json.path("targets")).as(panel.name()).isNotEmpty();
            assertThat(json.path("targets"))
                    .as(panel.name())
                    .extracting(target -> target.path("refId").asText())
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieOnTheGridAndCoverNoOther(Map.Entry<String, JsonNode> file) {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (Panel panel : Panel.of(file.getValue())) {
            assertThat(ids.add(panel.json().path("id").asInt()))
                    .as(panel.name())
                    .isTrue();
            JsonNode place = panel.json().path("gridPos");
            int x = place.path("x").asInt();
            int y = place.path("y").asInt();
            assertThat(x + place.path("w").asInt()).as(panel.name()).isLessThanOrEqualTo(COLUMNS);
            List<List<Integer>> cells = new ArrayList<>();
            for (int column = x; column < x + place.path("w").asInt(); column++) {
                for (int row = y; row < y + place.path("h").asInt(); row++) {
                    cells.add(List.of(column, row));
                }
            }
            assertThat(cells).as(panel.name()).isNotEmpty().allMatch(taken::add);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noFileNamesAMachineOrAPath(Map.Entry<String, JsonNode> file) throws IOException {
        String text = Files.readString(
                DashboardFiles.CHECKOUT.resolve("dashboards/grafana").resolve(file.getKey()));
        assertThat(text).doesNotContainPattern("https?://|localhost|127\\.0\\.0\\.1|\"/[a-z]+/");
    }
}
