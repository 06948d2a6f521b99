package io.mistnet.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.access.UserRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleKeysTest {

    private static final String LEAST = """
            mistnet {
              institution = bank-1
              network-file = "../network.conf"
              identity { key-store = identity.p12, password-file = password }
              kafka { bootstrap-servers = "kafka:9092" }
            }
            """;
    private static final String PROVIDER = """
            public-url = "https://console.example", provider { issuer = "https://sso.example/realms/staff", client-id = mistnet }
            """;

    @TempDir
    private Path folder;

    @Test
    void withoutAProviderThereAreAccountsOfTheConsolesOwn() throws IOException {
        NodeConfig.Console console = read("");
        assertThat(console.provider()).isEmpty();
        assertThat(console.contact()).isEmpty();
        assertThat(console.session()).isEqualTo(new NodeConfig.Session(Duration.ofMinutes(30), Duration.ofHours(12)));
    }

    @Test
    void aProviderNeedsItsAddressAndAClientOnly() throws IOException {
        NodeConfig.Console console = read(PROVIDER);

        assertThat(console.publicUrl()).contains(URI.create("https://console.example"));
        assertThat(console.provider()).hasValueSatisfying(provider -> {
            assertThat(provider.issuer()).isEqualTo(URI.create("https://sso.example/realms/staff"));
            assertThat(provider.clientId()).isEqualTo("mistnet");
            assertThat(provider.clientSecretFile()).isEmpty();
            assertThat(provider.scopes()).containsExactly("openid", "profile");
            assertThat(provider.rolesClaim()).isEqualTo("roles");
            assertThat(provider.roles().get("analyst")).containsExactly("mistnet-analyst");
        });
    }

    @Test
    void everyRoleHasItsNamesInTheClaim() throws IOException {
        assertThat(read(PROVIDER).provider().orElseThrow().roles().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(UserRole.values()).map(UserRole::id).toList());
    }

    @Test
    void whatIsGivenCounts() throws IOException {
        NodeConfig.Console console = read(PROVIDER + """
                contact = "extension 7", session { idle-limit = 10m, absolute-limit = 8h }
                provider { client-secret-file = secret, scopes = [openid, groups], roles-claim = realm_access.roles, roles.auditor = [Revision] }
                """);
        assertThat(console.contact()).contains("extension 7");
        assertThat(console.session()).isEqualTo(new NodeConfig.Session(Duration.ofMinutes(10), Duration.ofHours(8)));
        NodeConfig.Provider provider = console.provider().orElseThrow();
        assertThat(provider.clientSecretFile()).contains(folder.resolve("secret"));
        assertThat(provider.scopes()).containsExactly("openid", "groups");
        assertThat(provider.rolesClaim()).isEqualTo("realm_access.roles");
        assertThat(provider.roles().get("auditor")).isEqualTo(List.of("Revision"));
        assertThat(provider.roles().get("analyst")).isEqualTo(List.of("mistnet-analyst"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    public-url = ""                            | console.public-url: it must be given where there is a provider
                    public-url = "https://console.example/"    | console.public-url: expected https://host, or nothing; no path
                    public-url = "console.example"             | console.public-url: expected https://host, or nothing; an address begins with https://
                    provider.issuer = "http://sso.example"     | console.provider.issuer: expected https://host/path, as the provider names itself, or nothing; a provider is reached over https
                    provider.issuer = "file:/etc/passwd"       | console.provider.issuer: expected https://host/path
                    provider.client-id = ""                    | console.provider.client-id: it must be given where there is an issuer
                    provider.scopes = [profile]                | console.provider.scopes: expected openid among them
                    provider.roles.admin = [x]                 | console.provider.roles.admin: unknown key; known here: analyst, auditor
                    session.idle-limit = 0s                    | console.session.idle-limit: expected a positive duration
                    """)
    void whatIsWrongIsNamed(String line, String problem) {
        assertThatThrownBy(() -> read(PROVIDER + line))
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining(problem);
    }

    private NodeConfig.Console read(String console) throws IOException {
        Path file = folder.resolve("node.conf");
        Files.writeString(file, LEAST + "mistnet.console {\n" + console + "\n}\n");
        return NodeConfigFile.read(file).console();
    }
}
