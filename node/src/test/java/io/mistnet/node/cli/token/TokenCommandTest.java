package io.mistnet.node.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.api.token.ApiToken;
import io.mistnet.node.api.token.ApiTokens;
import io.mistnet.node.cli.NetworkCommand;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TokenCommandTest {

    private static final LocalDate NEXT_MONTH =
            LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).plusMonths(1);

    @TempDir
    private Path folder;

    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aNode() {
        new CommandLine(new NetworkCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute("init", "--banks", "3", "--out", folder.toString());
        config = folder.resolve("bank-1").resolve("node.conf");
    }

    @Test
    void aTokenIsPrintedOnceAndWorksUntilItIsRevoked() throws Exception {
        assertThat(run(
                        "add",
                        "--name",
                        "case-system",
                        "--roles",
                        "analyst,auditor",
                        "--expires",
                        NEXT_MONTH.toString()))
                .isZero();
        String token = out.toString().strip();
        assertThat(token).matches("mistnet_[A-Za-z0-9_-]{43}");

        ApiToken found = find(token).orElseThrow();
        assertThat(found.roles()).containsExactlyInAnyOrder(UserRole.ANALYST, UserRole.AUDITOR);
        assertThat(found.expiresAt())
                .isEqualTo(NEXT_MONTH.atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains("case-system  auditor,analyst  until")
                .doesNotContain(token);
        assertThat(run("revoke", "--name", "case-system")).isZero();
        assertThat(find(token).orElseThrow().isGood(Clock.systemUTC().instant()))
                .isFalse();
        assertThat(run("list", "--json")).isZero();
        assertThat(out.toString()).contains("\"name\":\"case-system\"", "\"revokedAt\":\"20");
        assertThat(run("revoke", "--name", "case-system")).isEqualTo(1);
    }

    @Test
    void aTokenNamesWhoAnswersForIt() throws Exception {
        String[] add = {
            "add", "--name", "tool", "--owner", "anna", "--roles", "analyst", "--expires", NEXT_MONTH.toString()
        };
        assertThat(run(add)).isZero();

        assertThat(find(out.toString().strip()).orElseThrow().owner()).contains("anna");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("owner anna");
    }

    @Test
    void whatIsWrongIsWrongUsageAndMakesNothing() throws Exception {
        for (List<String> wrong : List.of(
                List.of("--name", "Case System", "--roles", "analyst", "--expires", NEXT_MONTH.toString()),
                List.of("--name", "x", "--owner", "token:y", "--roles", "analyst", "--expires", NEXT_MONTH.toString()),
                List.of("--name", "x", "--roles", "boss", "--expires", NEXT_MONTH.toString()),
                List.of("--name", "x", "--roles", "analyst", "--expires", "2020-01-01"),
                List.of("--name", "x", "--roles", "analyst", "--expires", "soon"),
                List.of("--name", "x", "--roles", "analyst"))) {
            List<String> arguments = new ArrayList<>(List.of("add"));
            arguments.addAll(wrong);
            assertThat(run(arguments.toArray(String[]::new)))
                    .as(wrong.toString())
                    .isEqualTo(2);
            assertThat(out.toString()).doesNotContain("mistnet_");
        }
        assertThat(run("list", "--json")).isZero();
        assertThat(out.toString().strip()).isEqualTo("[]");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        return new CommandLine(new TokenCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private Optional<ApiToken> find(String token) throws Exception {
        try (RelationalDatabase database = open()) {
            return new ApiTokens(database, Clock.systemUTC()).find(token);
        }
    }

    private RelationalDatabase open() throws Exception {
        return RelationalDatabase.open(DatabaseSettings.of(NodeConfigFile.read(config)));
    }
}
