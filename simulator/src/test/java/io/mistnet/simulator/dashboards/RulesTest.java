package io.mistnet.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.node.trial.TrialPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Recording rules and alerts, their own tests, and the runbooks that they lead to. */
class RulesTest {

    private static final String RUNBOOKS = "docs/runbooks.md";

    private final List<JsonNode> alerts = DashboardFiles.rules("alerts.yml");

    @Test
    void everyAlertSaysHowBadItIsWhatIsWrongAndWhereToReadOn() {
        assertThat(alerts).hasSizeGreaterThan(20).allSatisfy(alert -> {
            assertThat(alert.path("labels").path("severity").asText()).isIn("critical", "warning");
            assertThat(alert.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(alert.path("annotations").path("runbook_url").asText()).startsWith(RUNBOOKS + "#");
        });
        assertThat(alerts).extracting(RulesTest::name).doesNotHaveDuplicates();
    }

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
        Set<String> linked = alerts.stream()
                .map(alert -> alert.path("annotations").path("runbook_url").asText())
                .map(link -> link.substring(link.indexOf('#') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> lines = Files.readAllLines(DashboardFiles.CHECKOUT.resolve(RUNBOOKS));
        Set<String> sections = lines.stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> anchor(line.substring(4)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(linked).isEqualTo(sections);
        assertThat(lines.stream().filter(line -> line.matches("`\\w+`, (critical|warning)\\.")))
                .containsExactlyElementsOf(alerts.stream()
                        .map(alert -> "`%s`, %s."
                                .formatted(
                                        name(alert),
                                        alert.path("labels").path("severity").asText()))
                        .toList());
        assertThat(lines.stream().filter(line -> line.startsWith("- **Do:**"))).hasSameSizeAs(alerts);
    }

    @Test
    void everyLinkOfARunbookLeadsToASection() throws IOException {
        Path docs = DashboardFiles.CHECKOUT.resolve("docs");
        String text = Files.readString(docs.resolve("runbooks.md"));
        List<String> links = Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(text)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            String[] parts = link.split("#", -1);
            Path page = parts[0].isEmpty() ? docs.resolve("runbooks.md") : docs.resolve(parts[0]);
            assertThat(page).exists();
            if (parts.length > 1) {
                assertThat(Files.readAllLines(page).stream()
                                .filter(line -> line.startsWith("#"))
                                .map(line -> anchor(line.replaceFirst("#+ ", ""))))
                        .as(link)
                        .contains(parts[1]);
            }
        });
    }

    @Test
    void everyAlertIsTestedOnABadSeriesAndOnAGoodOne() {
        List<String> fires = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (JsonNode test : DashboardFiles.yaml(DashboardFiles.prometheus().resolve("alerts_test.yml"))
                .path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                (expected.path("exp_alerts").isEmpty() ? silent : fires)
                        .add(expected.path("alertname").asText());
            }
        }
        List<String> names = alerts.stream().map(RulesTest::name).toList();
        assertThat(fires).containsExactlyElementsOf(names);
        assertThat(silent).containsExactlyElementsOf(names);
    }

    @Test
    void recordedNamesSayTheirLevelAndOperationAndAreAllThatIsUsed() {
        Set<String> recorded = DashboardFiles.rules("recording.yml").stream()
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = DashboardFiles.queries().stream()
                .flatMap(query -> query.selectors().keySet().stream())
                .filter(name -> name.contains(":"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(recorded)
                .allMatch(name -> name.matches("instance(_\\w+)?:mistnet_\\w+:\\w+"))
                .isEqualTo(used);
    }

    @Test
    void theTargetsAreThoseOfTheTrialNetwork() {
        TrialPlan plan = new TrialPlan("trial", 5, false, 9400, Optional.of(TrialLookup.plan(1000, 64)));
        JsonNode targets = DashboardFiles.yaml(DashboardFiles.prometheus().resolve("targets/trial.yml"));

        assertThat(targets).hasSize(8).allSatisfy(target -> {
            String institution = target.path("labels").path("instance").asText();
            assertThat(target.path("targets").get(0).asText()).isEqualTo("127.0.0.1:" + plan.httpPort(institution));
        });
    }

    @Test
    void prometheusTakesTheConfigurationAndTheRules() throws Exception {
        assertThat(Promtool.run(DashboardFiles.prometheus(), "check", "config", "prometheus.yml"))
                .contains("%d rules found".formatted(alerts.size()))
                .doesNotContain("WARNING");
    }

    @Test
    void theRulesPassTheirOwnTests() throws Exception {
        assertThat(Promtool.run(DashboardFiles.prometheus(), "test", "rules", "alerts_test.yml"))
                .contains("SUCCESS");
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
}
