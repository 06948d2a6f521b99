package io.mistnet.node.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.mistnet.node.TestEntrance;
import io.mistnet.node.access.Access;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back from the provider is believed only where it is the provider's, for us, and for this sign-in. */
class ForgedSignInTest {

    @TempDir
    private Path folder;

    private final SettableClock clock = TestEntrance.clock();
    private ForgingProvider provider;
    private RelationalDatabase database;
    private TestEntrance console;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        provider = new ForgingProvider();
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        console = new TestEntrance(folder, database, clock, """
                public-url = "@console@"
                contact = "the access desk, extension 7"
                provider { issuer = "%s", client-id = mistnet }
                """.formatted(provider.issuer()));
        browser = console.browser();
    }

    @AfterEach
    void stop() {
        console.close();
        database.close();
        provider.close();
    }

    /** A sign-in whose user is at the provider. */
    private record Begun(String state, String nonce) {}

    @Test
    void aGoodTokenSignsInAndTheCodeIsBoundToThisSignIn() throws Exception {
        Begun begun = begin("/alerts/9");
        provider.sign(begun.nonce(), claims -> claims);

        HttpResponse<String> response = comeBack(begun.state());

        assertThat(Browser.location(response)).contains("/alerts/9");
        assertThat(browser.get("/alerts").body()).contains("Anna sees [ANALYST]");
        assertThat(provider.tokenRequest()).contains("code=a-code", "code_verifier=", "grant_type=authorization_code");
    }

    @Test
    void theWayToTheProviderCarriesStateNonceAndAChallengeByS256() throws Exception {
        String there = Browser.location(browser.get("/sign-in/provider")).orElseThrow();

        assertThat(there).startsWith(provider.issuer() + "/authorize?");
        assertThat(Browser.parameter(there, "code_challenge_method")).contains("S256");
        assertThat(Browser.parameter(there, "code_challenge").orElseThrow()).hasSize(43);
        assertThat(Browser.parameter(there, "state").orElseThrow()).hasSizeGreaterThan(40);
        assertThat(Browser.parameter(there, "nonce").orElseThrow()).hasSizeGreaterThan(40);
        assertThat(Browser.parameter(there, "redirect_uri")).contains(console.address() + "sign-in/callback");
        assertThat(Browser.parameter(there, "response_type")).contains("code");
    }

    @Test
    void aTokenThatIsNotForThisSignInIsRefused() throws Exception {
        refused(claims -> claims.claim("nonce", "another"));
        refused(claims -> claims.claim("nonce", null));
        refused(claims -> claims.audience("another-client"));
        refused(claims -> claims.audience(List.of("another-client")).claim("azp", "mistnet"));
        refused(claims -> claims.issuer("https://another.example"));
        refused(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
        refused(claims -> claims.expirationTime(null));
        refused(claims -> claims.subject("s".repeat(129)));
        refused(claims -> claims.subject("token:case-system"));
        assertThat(console.accesses())
                .hasSize(9)
                .allMatch(access ->
                        access.equals(new Access("unknown", AuditAction.SIGN_IN, "session", AuditOutcome.REFUSED)));
    }

    @Test
    void aTokenThatIsNotSignedByTheProvidersKeyIsRefused() throws Exception {
        Begun begun = begin("/");
        provider.signWithAnotherKey(begun.nonce());
        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(403);

        begun = begin("/");
        provider.doNotSign(begun.nonce());
        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(403);

        begun = begin("/");
        provider.signWithThePublicKeyAsSecret(begun.nonce());
        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(403);
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
    }

    @Test
    void anAnswerWithoutOrWithAnotherStateIsRefused() throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), claims -> claims);

        assertThat(browser.get("/sign-in/callback?code=a-code").statusCode()).isEqualTo(403);
        assertThat(browser.get("/sign-in/callback").statusCode()).isEqualTo(403);
        HttpResponse<String> forged = comeBack("forged");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("Begin again");
        assertThat(provider.tokenRequest()).isEmpty();
    }

    @Test
    void anAnswerCountsOnceAndNotTooLate() throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), claims -> claims);
        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(303);
        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(403);

        browser.forgetCookies();
        Begun late = begin("/");
        provider.sign(late.nonce(), claims -> claims);
        clock.advance(Duration.ofMinutes(10));
        assertThat(comeBack(late.state()).statusCode()).isEqualTo(403);
    }

    @Test
    void nobodyIsSignedInByASignInThatWasBegunInAnotherBrowser() throws Exception {
        Begun ofTheAttacker = begin("/");
        provider.sign(ofTheAttacker.nonce(), claims -> claims);
        Browser victim = console.browser();
        victim.get("/sign-in/provider");

        HttpResponse<String> response = victim.get("/sign-in/callback?code=a-code&state=" + ofTheAttacker.state());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(victim.cookie(Browser.SESSION)).isEmpty();
    }

    @Test
    void anAnswerOfAnotherProviderIsRefused() throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), claims -> claims);

        assertThat(browser.get("/sign-in/callback?code=a-code&state=%s&iss=https%%3A%%2F%%2Fanother.example"
                                .formatted(begun.state()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whenTheProviderRefusesThePageSaysSoWithoutItsWords() throws Exception {
        Begun begun = begin("/");

        HttpResponse<String> response = browser.get(
                "/sign-in/callback?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E&state="
                        + begun.state());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("refused").doesNotContain("alert(1)");
    }

    @Test
    void aUserWithoutAKnownRoleIsToldWhichRolesThereAreAndWhomToAsk() throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), claims -> claims.claim("roles", List.of("canteen", "<script>alert(1)</script>")));

        HttpResponse<String> response = comeBack(begun.state());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
                .contains("none of the roles", "mistnet-analyst", "mistnet-auditor", "the access desk, extension 7")
                .doesNotContain("canteen", "alert(1)");
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
        assertThat(console.counted("mistnet.sign.in.unknown.roles")).isEqualTo(2);
        assertThat(console.accesses())
                .containsExactly(new Access("subject-of-anna", AuditAction.SIGN_IN, "session", AuditOutcome.REFUSED));
    }

    @Test
    void unknownRolesBesideAKnownOneAreIgnoredAndCounted() throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), claims -> claims.claim("roles", List.of("canteen", "mistnet-auditor")));
        comeBack(begun.state());

        assertThat(browser.get("/alerts").body()).contains("sees [AUDITOR]");
        assertThat(console.counted("mistnet.sign.in.unknown.roles")).isEqualTo(1);
    }

    @Test
    void aNameWithMarkupIsShownAsText() throws Exception {
        Begun begun = begin("/");
        provider.sign(
                begun.nonce(),
                claims -> claims.claim("name", "<script>alert(1)</script>").claim("roles", "mistnet-operator"));
        comeBack(begun.state());

        assertThat(browser.get("/alerts").statusCode()).isEqualTo(403);
        assertThat(browser.get("/alerts").body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
    }

    @Test
    void aProviderThatIsAwayIsExplainedAndUsedAgainWhenItIsBack() throws Exception {
        provider.beAway(true);
        HttpResponse<String> response = browser.get("/sign-in/provider");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("does not answer at the moment");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();

        provider.beAway(false);
        clock.advance(Duration.ofSeconds(3));
        assertThat(browser.get("/sign-in/provider").statusCode()).isEqualTo(303);
    }

    @Test
    void aProviderThatGoesAwayInTheMiddleIsExplained() throws Exception {
        Begun begun = begin("/");
        provider.beAway(true);

        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(503);
    }

    @Test
    void signOutLeadsToTheProvidersSignOut() throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), claims -> claims);
        comeBack(begun.state());
        String csrf = browser.get("/alerts").body().replaceAll("(?s).*csrf=", "");

        HttpResponse<String> response = browser.post("/sign-out", Map.of("csrf", csrf));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Refresh").orElseThrow())
                .startsWith("0; url=" + provider.issuer() + "/leave?")
                .contains(
                        "id_token_hint=",
                        "post_logout_redirect_uri="
                                + URLEncoder.encode(console.address() + "signed-out", StandardCharsets.UTF_8));
        assertThat(response.body()).contains("href=\"" + provider.issuer() + "/leave?");
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);
    }

    @Test
    void theWayBackLeadsToNoOtherSite() throws Exception {
        for (String next : List.of("https://evil.example", "//evil.example", "/\\evil.example")) {
            Begun begun = begin(next);
            provider.sign(begun.nonce(), claims -> claims);
            assertThat(Browser.location(comeBack(begun.state()))).contains("/");
            browser.forgetCookies();
        }
    }

    private void refused(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        Begun begun = begin("/");
        provider.sign(begun.nonce(), change);
        assertThat(comeBack(begun.state()).statusCode()).isEqualTo(403);
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
    }

    private Begun begin(String next) throws Exception {
        HttpResponse<String> page = browser.get("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        String way = page.body().replaceAll("(?s).*href=\"(/sign-in/provider[^\"]*)\".*", "$1");
        String there = Browser.location(browser.get(way)).orElseThrow();
        return new Begun(
                Browser.parameter(there, "state").orElseThrow(),
                Browser.parameter(there, "nonce").orElseThrow());
    }

    private HttpResponse<String> comeBack(String state) throws Exception {
        return browser.get("/sign-in/callback?code=a-code&state=" + state);
    }
}
