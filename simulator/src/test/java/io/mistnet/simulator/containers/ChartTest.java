package io.mistnet.simulator.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Helm chart: what Helm makes of it, and that the node takes the configuration in it. */
class ChartTest {

    private static final String CHART = "../docker/chart/mistnet-node";
    private static final String KUBERNETES = "1.30.0";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path folder;

    private Tool helm;
    private Path values;

    @BeforeEach
    void values() throws IOException {
        helm = Tool.find("helm");
        Path network = folder.resolve("network.conf");
        Files.writeString(network, "name = trial\n");
        values = Files.writeString(folder.resolve("values.yaml"), """
                institution: first-bank
                network: "name = trial"
                identity: {existingSecret: first-bank-identity}
                kafka: {bootstrapServers: "kafka:9092"}
                database: {url: "jdbc:postgresql://postgres/mistnet", user: mistnet, existingSecret: first-bank-database}
                console: {publicUrl: "https://mistnet.first-bank.example", provider: {existingSecret: first-bank-provider}}
                config: |
                  mistnet.kafka.topics.risk-scores = "mistnet.risk-scores"
                  mistnet.console.provider { issuer = "https://sso.first-bank.example", client-id = "mistnet" }
                """);
    }

    @Test
    void helmFindsNothingToBlame() throws Exception {
        assertThat(helm.run("lint", "--strict", CHART, "--values", values.toString())
                        .requireSuccess())
                .contains("1 chart(s) linted, 0 chart(s) failed");
    }

    @Test
    void whatMustBeGivenIsNamed() throws Exception {
        Tool.Ran ran = helm.run("template", "node", CHART, "--kube-version", KUBERNETES);

        assertThat(ran.status()).isNotZero();
        assertThat(ran.output())
                .containsAnyOf("institution: this institution's id", "network: the text", "identity.existingSecret");
    }

    @Test
    void everyObjectIsOneThatKubernetesKnows() throws Exception {
        Path rendered = Files.writeString(folder.resolve("rendered.yaml"), template());
        Map<String, JsonNode> objects = objects();

        assertThat(objects.keySet())
                .contains("StatefulSet", "ConfigMap", "Service", "NetworkPolicy", "PodDisruptionBudget")
                .doesNotContain("Secret");
        Tool kubeconform = Tool.find("kubeconform");
        Tool.Ran ran = kubeconform.run("-strict", "-summary", rendered.toString());
        Assumptions.assumeFalse(
                ran.output().contains("failed downloading schema"), "kubeconform reaches no schemas from here");
        assertThat(ran.requireSuccess()).contains("Invalid: 0, Errors: 0");
    }

    @Test
    void thePodMayDoNothingButItsWork() throws Exception {
        JsonNode pod = pod();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        for (String kind : List.of("containers", "initContainers")) {
            assertThat(pod.path(kind)).isNotEmpty().allSatisfy(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
                assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            });
        }
        JsonNode node = pod.at("/containers/0");
        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                .allSatisfy(probe -> assertThat(
                                node.at("/" + probe + "/httpGet/path").asText())
                        .startsWith("/health/"));
    }

    @Test
    void secretsAreReferredToAndNeverRendered() throws Exception {
        JsonNode pod = pod();
        assertThat(pod.path("volumes").findValuesAsText("secretName"))
                .containsExactlyInAnyOrder("first-bank-identity", "first-bank-database", "first-bank-provider");
        assertThat(pod.findValuesAsText("env").toString()).doesNotContainIgnoringCase("password");
    }

    @Test
    void whatTheNodeKeepsSecretItReadsFromItsOwnCopyWhichNobodyElseMayRead() throws Exception {
        JsonNode pod = pod();
        assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
                .contains("identity")
                .noneMatch(name -> name.endsWith("-secret"));
        assertThat(pod.at("/initContainers/0/command").toString())
                .contains("umask 077", "/identity/database-password", "/identity/provider-client-secret");
        NodeConfig config = NodeConfigFile.read(Files.writeString(
                folder.resolve("node.conf"),
                objects().get("ConfigMap").path("data").path("node.conf").asText()));
        assertThat(config.database().passwordFile()).hasValue(Path.of("/etc/mistnet-identity/database-password"));
        assertThat(config.console().provider().orElseThrow().clientSecretFile())
                .hasValue(Path.of("/etc/mistnet-identity/provider-client-secret"));
    }

    @Test
    void aPasswordInTheDatabasesAddressIsRefused() throws Exception {
        Tool.Ran ran = helm.run(
                "template",
                "node",
                CHART,
                "--kube-version",
                KUBERNETES,
                "--values",
                values.toString(),
                "--set",
                "database.url=jdbc:postgresql://postgres/mistnet?password=x");

        assertThat(ran.status()).isNotZero();
        assertThat(ran.output()).contains("database.existingSecret");
    }

    @Test
    void theNodeTakesTheConfiguration() throws Exception {
        Path file = Files.writeString(
                folder.resolve("node.conf"),
                objects().get("ConfigMap").path("data").path("node.conf").asText());

        NodeConfig config = NodeConfigFile.read(file);

        assertThat(config.institution()).isEqualTo("first-bank");
        assertThat(config.networkFile()).isEqualTo(folder.resolve("network.conf"));
        assertThat(config.dataDirectory()).isEqualTo(Path.of("/var/lib/mistnet/data"));
        assertThat(config.database().url()).hasValue("jdbc:postgresql://postgres/mistnet");
        assertThat(config.console().publicUrl()).hasValue(URI.create("https://mistnet.first-bank.example"));
        assertThat(config.console().isOverTls()).isTrue();
        assertThat(config.kafka().topics().riskScores()).hasValue("mistnet.risk-scores");
    }

    private JsonNode pod() throws Exception {
        return objects().get("StatefulSet").at("/spec/template/spec");
    }

    private String template() throws Exception {
        return helm.run("template", "node", CHART, "--kube-version", KUBERNETES, "--values", values.toString())
                .requireSuccess();
    }

    private Map<String, JsonNode> objects() throws Exception {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(template())) {
            return documents.readAll().stream()
                    .filter(document -> document.hasNonNull("kind"))
                    .collect(Collectors.toMap(
                            document -> document.path("kind").asText(), Function.identity(), (first, second) -> first));
        }
    }
}
