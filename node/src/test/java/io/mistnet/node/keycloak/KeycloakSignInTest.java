package io.mistnet.node.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mistnet.node.FreePorts;
import io.mistnet.node.TestEntrance;
import io.mistnet.node.console.signin.Browser;
import io.mistnet.node.identity.PrivateFile;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Keycloak, through its own pages, as a person would. */
@Tag("slow")
class KeycloakSignInTest {

    @TempDir
    private static Path folder;

    private static KeycloakServer keycloak;
    private static RelationalDatabase database;
    private static TestEntrance console;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(KeycloakServer.isUnpacked(), KeycloakServer.MISSING);
        int port = FreePorts.one();
        keycloak = KeycloakServer.start("http://localhost:" + port);
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        PrivateFile.write(folder.resolve("secret"), "the secret of the console\n".getBytes(StandardCharsets.US_ASCII));
        console = new TestEntrance(folder, database, TestEntrance.clock(), """
                public-url = "@console@"
                provider {
                  issuer = "%s"
                  client-id = mistnet
                  client-secret-file = secret
                  roles-claim = realm_access.roles
                }
                """.formatted(keycloak.issuer()), port);
    }

    @AfterAll
    static void stop() throws Exception {
        if (console != null) {
            console.close();
            database.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void aUserSignsInThroughKeycloaksFormAndOutAgainAtBoth() throws Exception {
        Browser browser = console.browser();
        HttpResponse<String> page = browser.open("/sign-in/provider?next=/alerts");
        assertThat(page.uri()).hasPath("/realms/staff/protocol/openid-connect/auth");

        HttpResponse<String> response = followed(browser, typed(browser, page, "anna", "the password of anna"));
        assertThat(browser.here()).hasPath("/alerts");
        assertThat(response.body()).contains("Anna Analyst sees [ANALYST]");
        assertThat(followed(browser, browser.get("/sign-in/provider?next=/alerts"))
                        .body())
                .as("who is signed in at Keycloak is let through")
                .contains("Anna Analyst");

        String csrf = browser.get("/alerts").body().replaceAll("(?s).*csrf=", "");
        HttpResponse<String> out = browser.post("/sign-out", Map.of("csrf", csrf));
        String farewell = out.headers().firstValue("Refresh").orElseThrow().replace("0; url=", "");
        assertThat(browser.open(farewell).body()).contains("You have signed out");
        assertThat(browser.here()).hasPath("/signed-out");
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);
        assertThat(browser.open("/sign-in/provider").body())
                .as("Keycloak asks for the password again")
                .contains("kc-form-login");
    }

    @Test
    void aUserWithoutARoleHereIsSignedInNowhere() throws Exception {
        Browser browser = console.browser();
        HttpResponse<String> response =
                followed(browser, typed(browser, browser.open("/sign-in/provider"), "carl", "the password of carl"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("You have no role here", "mistnet-analyst");
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);
    }

    @Test
    void aWrongPasswordStaysAtKeycloak() throws Exception {
        Browser browser = console.browser();
        HttpResponse<String> response = typed(browser, browser.open("/sign-in/provider"), "anna", "wrong");

        assertThat(Browser.location(response)).isEmpty();
        assertThat(response.body()).contains("kc-form-login");
    }

    @Test
    void keycloakTakesNoSignInWithoutAChallenge() throws Exception {
        Browser browser = console.browser();
        String way = Browser.location(browser.get("/sign-in/provider")).orElseThrow();

        HttpResponse<String> response = browser.get(way.replaceAll("&?code_challenge(_method)?=[^&]*", ""));

        assertThat(Browser.location(response).orElseThrow()).contains("error=invalid_request", "code_challenge");
    }

    private static HttpResponse<String> typed(Browser browser, HttpResponse<String> page, String name, String password)
            throws Exception {
        return browser.submit(page, Map.of("username", name, "password", password));
    }

    private static HttpResponse<String> followed(Browser browser, HttpResponse<String> response) throws Exception {
        return browser.open(Browser.location(response).orElseThrow());
    }
}
