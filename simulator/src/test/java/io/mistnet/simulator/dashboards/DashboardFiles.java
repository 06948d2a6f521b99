package io.mistnet.simulator.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files under {@code dashboards/}. */
public final class DashboardFiles {

    /** The checkout, seen from a module's folder. */
    static final Path CHECKOUT = Path.of("..");

    private static final Path ROOT = CHECKOUT.resolve("dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private DashboardFiles() {}

    /** Prometheus' configuration and rules. */
    public static Path prometheus() {
        return ROOT.resolve("prometheus");
    }

    /** All dashboards by the names of their files. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("grafana"))) {
            for (Path file : files.toList()) {
                dashboards.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dashboards;
    }

    /** The panels of all dashboards. */
    public static List<Panel> panels() {
        return dashboards().values().stream()
                .flatMap(dashboard -> Panel.of(dashboard).stream())
                .toList();
    }

    /** The rules of {@code recording.yml} or {@code alerts.yml}. */
    public static List<JsonNode> rules(String file) {
        List<JsonNode> rules = new ArrayList<>();
        yaml(prometheus().resolve(file))
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every query there is: of panels, recording rules and alerts. */
    public static List<Query> queries() {
        return Stream.concat(
                        panels().stream().flatMap(panel -> panel.queries().stream()),
                        Stream.of("recording.yml", "alerts.yml")
                                .flatMap(file -> rules(file).stream())
                                .map(rule -> new Query(rule.path("expr").asText())))
                .toList();
    }
}
