package io.mistnet.node.cli.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.cli.NetworkCommand;
import io.mistnet.node.identity.PrivateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UserCommandTest {

    private static final String SECRET = "a good long password";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path config;
    private Path password;

    @BeforeEach
    void aNode() throws Exception {
        new CommandLine(new NetworkCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute("init", "--banks", "3", "--no-lookup", "--out", folder.toString());
        config = folder.resolve("bank-1").resolve("node.conf");
        password = folder.resolve("secret");
        PrivateFile.write(password, (SECRET + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAccountIsMadeListedGivenANewPasswordAndRemoved() throws Exception {
        assertThat(add("anna", "analyst,supervisor")).isZero();
        assertThat(out.toString()).contains("Made the account anna (Anna A.): analyst, supervisor.");

        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("1 account", "anna (Anna A.): analyst, supervisor; password of 20");
        assertThat(run("passwd", "--name", "anna", "--password-file", password.toString()))
                .isZero();
        assertThat(run("remove", "--name", "anna")).isZero();
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("0 accounts");
        assertThat(out + err.toString()).doesNotContain(SECRET);
    }

    @Test
    void theListIsJsonWhereThatIsAskedFor() throws Exception {
        add("anna", "analyst");
        out.getBuffer().setLength(0);
        run("list", "--json");

        JsonNode account =
                new ObjectMapper().readTree(out.toString()).path("accounts").path(0);
        assertThat(account.path("name").asText()).isEqualTo("anna");
        assertThat(account.path("roles").path(0).asText()).isEqualTo("analyst");
        assertThat(account.has("password_hash")).isFalse();
    }

    @Test
    void aNameThatIsTakenOrMissingIsSaid() {
        add("anna", "analyst");
        assertThat(add("anna", "operator")).isOne();
        assertThat(err.toString()).contains("there is an account anna already");
        assertThat(run("remove", "--name", "emma")).isOne();
        assertThat(err.toString()).contains("there is no account emma");
        assertThat(run("passwd", "--name", "emma", "--password-file", password.toString()))
                .isOne();
    }

    @Test
    void whatIsWrongWithTheArgumentsIsSaid() {
        assertThat(add("anna", "admin")).isEqualTo(2);
        assertThat(err.toString()).contains("investigator, supervisor, auditor, analyst, operator");
        assertThat(add("Anna Lena", "analyst")).isEqualTo(2);
        assertThat(run("add", "--name", "anna", "--display-name", "A", "--roles", "analyst", "--password", "x"))
                .isEqualTo(2);
    }

    @Test
    void aPasswordThatIsNoGoodOrReadableByOthersIsRefused() throws Exception {
        Path shorter = folder.resolve("short");
        PrivateFile.write(shorter, "short\n".getBytes(StandardCharsets.UTF_8));
        assertThat(addWith("anna", "analyst", shorter)).isOne();
        assertThat(err.toString()).contains("a password has 12 to 128 characters");

        Path open = Files.writeString(folder.resolve("open"), SECRET + "\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(addWith("anna", "analyst", open)).isOne();
        assertThat(err.toString()).contains("chmod 600");
    }

    @Test
    void whereThereIsAProviderAnAccountWouldBeOfNoUse() throws Exception {
        Files.writeString(config, """

                mistnet.console.public-url = "https://console.example"
                mistnet.console.provider { issuer = "https://sso.example", client-id = mistnet }
                """, StandardOpenOption.APPEND);
        assertThat(add("anna", "analyst")).isOne();
        assertThat(err.toString()).contains("names a provider, where people have their accounts");
    }

    private int add(String name, String roles) {
        return addWith(name, roles, password);
    }

    private int addWith(String name, String roles, Path file) {
        return run(
                "add",
                "--name",
                name,
                "--display-name",
                "Anna A.",
                "--roles",
                roles,
                "--password-file",
                file.toString());
    }

    private int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--config", config.toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(new UserCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    assertThat(failure).isInstanceOf(IOException.class);
                    return 1;
                })
                .execute(all.toArray(String[]::new));
    }
}
