package io.mistnet.node.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.mistnet.node.TestEntrance;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a provider that others wrote. */
class ProviderSignInRouteTest {

    private static final String ISSUER = "staff";

    @TempDir
    private Path folder;

    private final MockOAuth2Server provider = new MockOAuth2Server();
    private RelationalDatabase database;

    @BeforeEach
    void start() throws Exception {
        provider.start(InetAddress.getByName("localhost"), 0);
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
    }

    @AfterEach
    void stop() {
        database.close();
        provider.shutdown();
    }

    @Test
    void aUserComesBackFromTheProviderToThePageThatTheyWanted() throws Exception {
        try (TestEntrance console = console("")) {
            provider.enqueueCallback(token(Map.of("name", "Anna", "roles", List.of("mistnet-analyst"))));
            Browser browser = console.browser();
            HttpResponse<String> page = browser.open("/alerts?page=2");

            HttpResponse<String> response =
                    browser.open(page.body().replaceAll("(?s).*href=\"(/sign-in/provider[^\"]*)\".*", "$1"));

            assertThat(browser.here()).hasPath("/alerts").hasQuery("page=2");
            assertThat(response.body()).contains("Anna sees [ANALYST]");
        }
    }

    @Test
    void theProviderIsShownTheVerifierOfItsChallenge() throws Exception {
        try (TestEntrance console = console("")) {
            provider.enqueueCallback(token(Map.of("roles", "mistnet-analyst")));
            console.browser().open("/sign-in/provider");

            String challenge = "";
            String verifier = "";
            for (RecordedRequest request = next(); request != null; request = next()) {
                challenge =
                        Browser.parameter(request.getPath(), "code_challenge").orElse(challenge);
                verifier = Browser.parameter("?" + request.getBody().readUtf8(), "code_verifier")
                        .orElse(verifier);
            }
            assertThat(challenge).isNotEmpty();
            assertThat(CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                            .getValue())
                    .isEqualTo(challenge);
        }
    }

    @Test
    void rolesComeFromTheClaimThatIsConfigured() throws Exception {
        try (TestEntrance console = console("""
                roles-claim = realm_access.roles
                roles.auditor = ["Revision", "Audit"]
                """)) {
            provider.enqueueCallback(
                    token(Map.of("realm_access", Map.of("roles", List.of("canteen", "Audit", "mistnet-analyst")))));
            assertThat(console.browser().open("/sign-in/provider?next=/alerts").body())
                    .contains("ANALYST", "AUDITOR")
                    .doesNotContain("canteen");
        }
    }

    @Test
    void aUserWithoutTheClaimIsSignedInNowhere() throws Exception {
        try (TestEntrance console = console("")) {
            provider.enqueueCallback(token(Map.of("groups", List.of("mistnet-analyst"))));
            HttpResponse<String> response = console.browser().open("/sign-in/provider?next=/alerts");
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("You have no role here");
        }
    }

    @Test
    void aUserWithoutANameIsCalledByTheirSubject() throws Exception {
        try (TestEntrance console = console("")) {
            provider.enqueueCallback(token(Map.of("roles", "mistnet-analyst")));
            assertThat(console.browser().open("/sign-in/provider?next=/alerts").body())
                    .contains("subject-of-anna sees [ANALYST]");
        }
    }

    @Test
    void thereIsNoFormForPasswordsWhereThereIsAProvider() throws Exception {
        try (TestEntrance console = console("")) {
            Browser browser = console.browser();
            assertThat(browser.get("/sign-in").body()).doesNotContain("type=\"password\"");
            browser.post("/sign-in", Map.of("name", "anna", "password", TestEntrance.PASSWORD));
            assertThat(browser.cookie(Browser.SESSION)).isEmpty();
        }
    }

    private RecordedRequest next() {
        try {
            return provider.takeRequest(100, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private TestEntrance console(String more) throws Exception {
        return new TestEntrance(
                folder, database, TestEntrance.clock(), """
                public-url = "@console@"
                provider {
                  issuer = "%s"
                  client-id = mistnet
                  %s
                }
                """.formatted(provider.issuerUrl(ISSUER), more));
    }

    private static DefaultOAuth2TokenCallback token(Map<String, Object> claims) {
        return new DefaultOAuth2TokenCallback(ISSUER, "subject-of-anna", "JWT", List.of("mistnet"), claims, 60);
    }
}
