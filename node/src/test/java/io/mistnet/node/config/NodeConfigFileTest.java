package io.mistnet.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigFileTest {

    private static final String LEAST = """
            mistnet {
              institution = bank-1
              network-file = "../network.conf"
              identity { key-store = identity.p12, password-file = password }
              kafka { bootstrap-servers = "kafka:9092" }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsNotGivenHasTheDefaultOfTheTemplate() throws IOException {
        NodeConfig config = read(LEAST);
        assertThat(config.institution()).isEqualTo("bank-1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.links().handshakeTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.links().listenShares()).isEmpty();
        assertThat(config.kafka().topics().transfers()).isEqualTo("mistnet.transfers");
        assertThat(config.kafka().topics().riskScores()).isEmpty();
        assertThat(config.kafka().topics().payeeChecks()).isEmpty();
        assertThat(config.lookup().listen()).isEmpty();
        assertThat(config.lookup().threads()).isEqualTo(8);
        assertThat(config.lookup().queue()).isEqualTo(64);
        assertThat(config.lookup().watchList()).isEmpty();
        assertThat(config.lookup().watchEvery()).isEqualTo(Duration.ofDays(1));
        assertThat(config.lookup().watch().caseReference()).isEqualTo("watch-list");
        assertThat(config.lookup().payees().standing().legalBasis()).isEmpty();
        assertThat(config.lookup().payees().batch()).isEqualTo(256);
        assertThat(config.lookup().payees().linger()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void pathsAreRelativeToTheFile() throws IOException {
        NodeConfig config = read(LEAST);
        assertThat(config.networkFile()).isEqualTo(folder.resolve("../network.conf"));
        assertThat(config.keys().passwordFile()).isEqualTo(Optional.of(folder.resolve("password")));
    }

    @Test
    void whatIsGivenCounts() throws IOException {
        NodeConfig config = read(LEAST + """
                mistnet.kafka.prefix = "bank-1."
                mistnet.kafka.topics.risk-scores = scores
                mistnet.kafka.topics.payee-checks = payees
                mistnet.lookup { listen = "0.0.0.0:9403", threads = 4, watch-list = watched.txt }
                mistnet.kafka.client { "security.protocol" = SSL, ssl.truststore.location = /t }
                mistnet.lookup.payees { case = "2026/p", legal-basis = contract, approval = approvals/p, batch = 1024 }
                pekko.loglevel = DEBUG
                """);
        assertThat(config.kafka().topics().riskScores()).contains("bank-1.scores");
        assertThat(config.kafka().topics().payeeChecks()).contains("bank-1.payees");
        assertThat(config.lookup().listen()).contains(new Address("0.0.0.0", 9403));
        assertThat(config.lookup().threads()).isEqualTo(4);
        assertThat(config.lookup().watchList()).contains(folder.resolve("watched.txt"));
        assertThat(config.lookup().payees().standing())
                .isEqualTo(new NodeConfig.Standing(
                        "2026/p", Optional.of("contract"), Optional.of(folder.resolve("approvals/p"))));
        assertThat(config.lookup().payees().batch()).isEqualTo(1024);
        assertThat(config.kafka().group()).isEqualTo("bank-1.mistnet");
        assertThat(config.kafka().client())
                .isEqualTo(Map.of("security.protocol", "SSL", "ssl.truststore.location", "/t"));
        assertThat(config.pekko().getString("loglevel")).isEqualTo("DEBUG");
    }

    @Test
    void allProblemsAreNamedAtOnceWithLineAndKey() {
        assertThatThrownBy(() -> read("""
                        mistnet {
                          institution = bank-1
                          identity { key-store = identity.p12 }
                          kafka { bootstrap-servers = "kafka:9092", topic = x }
                          http { port = 99999 }
                        }
                        colour = red
                        """))
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining("node.conf:4: mistnet.kafka.topic: unknown key")
                .hasMessageContaining("node.conf:5: mistnet.http.port: expected a whole number from 0 to 65535")
                .hasMessageContaining("mistnet.network-file: missing; expected a path")
                .hasMessageContaining("node.conf:7: colour: unknown key");
    }

    private NodeConfig read(String text) throws IOException {
        Path file = folder.resolve("node.conf");
        Files.writeString(file, text);
        return NodeConfigFile.read(file);
    }
}
