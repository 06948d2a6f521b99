package io.mistnet.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.audit.SelectorHash;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path nodeConfig;
    private Path log;
    private String key;

    @BeforeEach
    void aNodeThatHasLookedUpTwice() throws Exception {
        new CommandLine(new NetworkCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute("init", "--banks", "3", "--out", folder.toString());
        nodeConfig = folder.resolve("bank-1").resolve("node.conf");
        NodeConfig config = NodeConfigFile.read(nodeConfig);
        Identity identity = KeyMaterial.read(
                        config.keys().keyStore(),
                        Password.fromFile(config.keys().passwordFile().orElseThrow()),
                        "bank-1")
                .identity();
        key = identity.publicKeys().signing().base64();
        log = config.dataDirectory().resolve(AuditLog.FOLDER);
        SelectorHash hash = SelectorHash.open(folder.resolve("audit.key"), new SecureRandom());
        AuditEvent event = new AuditEvent(
                "anna",
                "2026-17",
                "court order 7",
                AuditAction.LOOKUP,
                List.of(new Selector(SelectorType.IP, "198.51.100.7")),
                AuditOutcome.ANSWERED,
                1);
        try (AuditLog written = AuditLog.open(log, hash, identity, Clock.systemUTC(), AuditLog.FILE_BYTES)) {
            written.append(event);
            written.append(event);
        }
    }

    @Test
    void anIntactLogIsFoundByTheNodesConfiguration() {
        assertThat(run("verify", "--config", nodeConfig.toString())).isZero();
        assertThat(out.toString()).startsWith("intact: 2 entries in 3 lines from ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aLogIsVerifiedWithoutTheNodeByItsFileAndTheInstitutionsKey() {
        assertThat(run("verify", log.toString(), "--key", key)).isZero();
        assertThat(run("verify", file().toString(), "--key", key)).isZero();
    }

    @Test
    void whereItBreaksStandsOnStandardErrorAndInTheStatus() throws Exception {
        Files.writeString(file(), Files.readString(file()).replaceFirst("anna", "bert"));
        assertThat(run("verify", "--config", nodeConfig.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("audit log broken").contains("line 2: edited");
        assertThat(out.toString()).startsWith("up to the break: 1 entries");
    }

    @Test
    void jsonSaysTheSameForPrograms() throws Exception {
        assertThat(run("verify", "--config", nodeConfig.toString(), "--json")).isZero();
        JsonNode intact = json();
        assertThat(intact.path("intact").asBoolean()).isTrue();
        assertThat(intact.path("entries").asInt()).isEqualTo(2);
        assertThat(intact.path("head").asText()).hasSize(64);
        assertThat(intact.has("broken")).isFalse();

        Files.writeString(file(), Files.readString(file()).replaceFirst("anna", "bert"));
        assertThat(run("verify", "--config", nodeConfig.toString(), "--json")).isEqualTo(1);
        assertThat(json().path("broken").path("kind").asText()).isEqualTo("edited");
    }

    @Test
    void aLineThatIsKnownElsewhereIsLookedFor() throws Exception {
        run("verify", "--config", nodeConfig.toString(), "--json");
        String head = json().path("head").asText();
        assertThat(run("verify", "--config", nodeConfig.toString(), "--expect", "2:" + head))
                .isZero();
        assertThat(run("verify", "--config", nodeConfig.toString(), "--expect", "3:" + head))
                .isEqualTo(1);
        assertThat(run("verify", "--config", nodeConfig.toString(), "--expect", "2:" + "0".repeat(64)))
                .isEqualTo(1);
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", log.toString())).isEqualTo(2);
        assertThat(run("verify", log.toString(), "--key", "AAAA")).isEqualTo(2);
        assertThat(run("verify", log.toString(), "--config", nodeConfig.toString()))
                .isEqualTo(2);
        assertThat(run("verify", "--config", nodeConfig.toString(), "--expect", "x"))
                .isEqualTo(2);
    }

    @Test
    void aLogThatIsNotThereIsStatusOne() {
        assertThat(run("verify", folder.resolve("none").toString(), "--key", key))
                .isEqualTo(1);
    }

    private Path file() {
        return log.resolve("audit-000000000000.jsonl");
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
