package io.mistnet.node.console.signin;

import static io.mistnet.node.TestEntrance.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.TestEntrance;
import io.mistnet.node.access.Access;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.AccountName;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSignInRouteTest {

    private static final String MARKUP = "\"><script>alert(1)</script><b x='";

    @TempDir
    private Path folder;

    private final SettableClock clock = TestEntrance.clock();
    private RelationalDatabase database;
    private TestEntrance console;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        console = new TestEntrance(folder, database, clock);
        console.account("anna", UserRole.ANALYST);
        console.account("olaf", UserRole.OPERATOR);
        browser = console.browser();
    }

    @AfterEach
    void stop() {
        console.close();
        database.close();
    }

    @Test
    void aUserSignsInAndComesToThePageThatTheyWanted() throws Exception {
        HttpResponse<String> form = browser.open("/alerts?page=2");
        assertThat(form.statusCode()).isEqualTo(200);

        HttpResponse<String> response = signIn(form, "anna", PASSWORD);

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(Browser.location(response)).contains("/alerts?page=2");
        assertThat(browser.get("/alerts").body()).contains("Display of anna", "ANALYST");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredTheSame() throws Exception {
        HttpResponse<String> wrong = signIn(browser.get("/sign-in"), "anna", "not the password");
        HttpResponse<String> unknown = signIn(browser.get("/sign-in"), "emma", "not the password");

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(withoutToken(unknown.body()).replace("emma", "anna")).isEqualTo(withoutToken(wrong.body()));
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);
    }

    @Test
    void signInGivesAnIdThatTheBrowserDidNotHaveBefore() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        String planted = "p".repeat(43);
        browser.plant(Browser.SESSION, planted);

        signIn(form, "anna", PASSWORD);

        assertThat(browser.cookie(Browser.SESSION)).isPresent().get().isNotEqualTo(planted);
        String first = browser.cookie(Browser.SESSION).orElseThrow();
        browser.plant(Browser.SESSION, planted);
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);

        browser.plant(Browser.SESSION, first);
        Browser second = console.browser();
        HttpResponse<String> again = second.get("/sign-in");
        second.plant(Browser.SESSION, first);
        signInWith(second, again, "anna", PASSWORD);
        assertThat(second.cookie(Browser.SESSION)).isPresent().get().isNotEqualTo(first);
        assertThat(browser.get("/alerts").statusCode())
                .as("the session that was left behind")
                .isEqualTo(303);
    }

    @Test
    void theSessionsCookieIsForNoScriptAndNoOtherSite() throws Exception {
        signIn(browser.get("/sign-in"), "anna", PASSWORD);

        assertThat(browser.setCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith(Browser.SESSION + "=")
                        .contains("Path=/", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain", "Secure"));
    }

    @Test
    void overTlsTheCookieIsForTlsAndThisHostAlone() throws Exception {
        try (TestEntrance proxied = new TestEntrance(folder, database, clock, "behind-tls-proxy = true")) {
            Browser other = proxied.browser();
            signInWith(other, other.get("/sign-in"), "anna", PASSWORD);
            assertThat(other.setCookies())
                    .anySatisfy(cookie ->
                            assertThat(cookie).startsWith("__Host-mistnet=").contains("Secure", "Path=/"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-mistnet-sign-in=")
                            .contains("Secure"));
        }
    }

    @Test
    void signOutEndsTheSessionAtTheServer() throws Exception {
        signIn(browser.get("/sign-in"), "anna", PASSWORD);
        String kept = browser.cookie(Browser.SESSION).orElseThrow();
        String csrf = csrf();

        HttpResponse<String> response = browser.post("/sign-out", Map.of("csrf", csrf));

        assertThat(Browser.location(response)).contains("/signed-out");
        assertThat(browser.get("/signed-out").body()).contains("You have signed out");
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
        browser.plant(Browser.SESSION, kept);
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);
    }

    @Test
    void aFormThatComesWithoutTheSessionTakesNothingFromTheBrowser() throws Exception {
        HttpResponse<String> response = browser.post("/sign-out", Map.of());

        assertThat(response.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.contains("mistnet=") || cookie.contains("mistnet-session="));
    }

    @Test
    void anotherSiteCannotSignSomebodyOut() throws Exception {
        signIn(browser.get("/sign-in"), "anna", PASSWORD);

        assertThat(browser.post("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of("csrf", "guessed")).statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of("csrf", csrf()), Map.of("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionThatIsNotUsedEndsAndThePageSaysSo() throws Exception {
        signIn(browser.get("/sign-in"), "anna", PASSWORD);
        clock.advance(Duration.ofMinutes(29));
        assertThat(browser.get("/alerts").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));

        HttpResponse<String> page = browser.open("/alerts");

        assertThat(page.body()).contains("Your session has ended", "value=\"/alerts\"");
    }

    @Test
    void anHtmxRequestWithoutSessionLeadsTheWholePageToSignInAndBack() throws Exception {
        HttpResponse<String> response = browser.post(
                "/alerts", Map.of(), Map.of("HX-Request", "true", "HX-Current-URL", "http://localhost/alerts/7?x=1"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("HX-Redirect")).contains("/sign-in?next=%2Falerts%2F7%3Fx%3D1");
    }

    @Test
    void fiveWrongPasswordsLockANameWhetherItHasAnAccountOrNot() throws Exception {
        for (String name : List.of("anna", "nobody-of-this-name")) {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(browser.get("/sign-in"), name, "wrong " + i).statusCode())
                        .isEqualTo(403);
            }
            HttpResponse<String> locked = signIn(browser.get("/sign-in"), name, PASSWORD);
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(locked.body()).contains("too many wrong passwords for this name", "15 minutes");
        }
        assertThat(signIn(browser.get("/sign-in"), "olaf", PASSWORD).statusCode())
                .isEqualTo(303);

        browser.forgetCookies();
        clock.advance(Duration.ofMinutes(15));
        assertThat(signIn(browser.get("/sign-in"), "anna", PASSWORD).statusCode())
                .isEqualTo(303);
    }

    @Test
    void oneAddressMayTryOnlySoOften() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        HttpResponse<String> last = form;
        for (int i = 0; i < 41; i++) {
            last = browser.submit(form, Map.of("name", "name-" + i, "password", "x", "csrf", "old"));
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("too many attempts from your network");
        assertThat(console.counted("mistnet.sign.ins", "outcome", "limited")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(3));
        assertThat(signIn(browser.get("/sign-in"), "anna", PASSWORD).statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoTriesTooOftenIsRefusedBeforeTheirFormIsRead() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        Map<String, String> large = Map.of("name", "x".repeat(16 << 10), "password", "x");
        assertThat(browser.submit(form, large).statusCode()).as("read").isEqualTo(413);
        for (int i = 0; i < 39; i++) {
            browser.submit(form, Map.of("name", "name-" + i, "password", "x", "csrf", "old"));
        }

        String body = "name=" + "x".repeat(16 << 10);
        assertThat(firstLine(
                        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded"
                                + "\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body)))
                .startsWith("HTTP/1.1 429");
    }

    @Test
    void aFormWithoutOrWithAnotherTokenSignsNobodyInAndComesFresh() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in?next=/alerts/7");
        String ofAnotherBrowser =
                Browser.hidden(console.browser().get("/sign-in").body()).get("csrf");

        for (String token : List.of("", "x", "A".repeat(54), ofAnotherBrowser)) {
            HttpResponse<String> response =
                    browser.submit(form, Map.of("name", "anna", "password", PASSWORD, "csrf", token));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("open for too long", "value=\"/alerts/7\"", "value=\"anna\"");
            form = response;
        }
        assertThat(signIn(form, "anna", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aFormThatWasOpenForTooLongComesFresh() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        clock.advance(Duration.ofMinutes(10));

        HttpResponse<String> response = signIn(form, "anna", PASSWORD);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("open for too long").doesNotContain(PASSWORD);
        assertThat(signIn(response, "anna", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aFormInABrowserWithoutCookiesSaysWhatIsWrong() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        browser.forgetCookies();

        assertThat(signIn(form, "anna", PASSWORD).body()).contains("keeps no cookies");
    }

    @Test
    void markupInAnyFieldIsShownAsText() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        for (String field : List.of("name", "password", "next", "csrf", MARKUP)) {
            HttpResponse<String> response = browser.submit(form, Map.of(field, MARKUP));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).doesNotContain("<script>alert", "<b x=");
        }
        assertThat(browser.submit(form, Map.of("name", MARKUP, "password", "x")).body())
                .contains("&lt;script>alert(1)&lt;/script>");
        assertThat(browser.get("/sign-in?next=%22%3E%3Cscript%3Ealert(1)").body())
                .doesNotContain("<script>alert");
    }

    @Test
    void sqlInTheNameIsAName() throws Exception {
        for (String name : List.of("anna' OR '1'='1", "'; DROP TABLE local_account; --", "anna\u0000")) {
            assertThat(signIn(browser.get("/sign-in"), name, PASSWORD).statusCode())
                    .isEqualTo(403);
        }
        assertThat(console.accounts().list()).hasSize(2);
    }

    @Test
    void nobodyIsSentToAnotherSite() throws Exception {
        for (String next : List.of(
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/alerts//x",
                "/a\nb",
                "evil.example")) {
            Browser fresh = console.browser();
            HttpResponse<String> form = fresh.get("/sign-in");
            HttpResponse<String> response =
                    fresh.submit(form, Map.of("name", "anna", "password", PASSWORD, "next", next));
            assertThat(Browser.location(response))
                    .as(next)
                    .hasValueSatisfying(location -> assertThat(location).matches("/[^/\\\\].*|/"));
            assertThat(fresh.get("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .matches("/[^/\\\\].*|/");
        }
    }

    @Test
    void aPathThatClimbsLeadsNowhere() throws Exception {
        for (String path : List.of(
                "/sign-in/..%2f..%2fetc%2fpasswd",
                "/sign-in/%2e%2e/alerts", "/signed-out/..%5c..", "/sign-in/local.jte")) {
            HttpResponse<String> response = browser.get(path);
            assertThat(response.statusCode()).as(path).isIn(303, 404);
            assertThat(response.body()).doesNotContain("root:", "@param");
        }
    }

    @Test
    void aQueryThatCannotBeReadIsTheBrowsersFault() throws Exception {
        assertThat(raw("GET /sign-in?next=%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /sign-in?next=a%ff%fe HTTP/1.1"))
                .startsWith("HTTP/1.1 ")
                .doesNotContain(" 500 ");
    }

    @Test
    void aFormThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");

        assertThat(browser.submit(form, Map.of("name", "a".repeat(9_000), "password", PASSWORD))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoeverHasSignedInSeesNoFormAgain() throws Exception {
        signIn(browser.get("/sign-in"), "anna", PASSWORD);

        assertThat(Browser.location(browser.get("/sign-in?next=/alerts/3"))).contains("/alerts/3");
    }

    @Test
    void someoneWhoseAccountIsTakenAwayIsOutWithinAMinute() throws Exception {
        signIn(browser.get("/sign-in"), "anna", PASSWORD);
        console.accounts().remove(new AccountName("anna"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(browser.get("/alerts").statusCode()).isEqualTo(303);
    }

    @Test
    void accessesStandInTheAuditLogWithoutWhatWasTypedForAName() throws Exception {
        signIn(browser.get("/sign-in"), "anna", "wrong");
        signIn(browser.get("/sign-in"), "my password in the wrong field", "x");
        signIn(browser.get("/sign-in"), "anna", PASSWORD);
        browser.get("/alerts");
        String csrf = csrf();
        browser.post("/sign-out", Map.of("csrf", csrf));

        assertThat(console.accesses())
                .containsExactly(
                        new Access("anna", AuditAction.SIGN_IN, "session", AuditOutcome.REFUSED),
                        new Access("unknown", AuditAction.SIGN_IN, "session", AuditOutcome.REFUSED),
                        new Access("anna", AuditAction.SIGN_IN, "session", AuditOutcome.ANSWERED),
                        new Access("anna", AuditAction.PAGE, "alerts", AuditOutcome.ANSWERED),
                        new Access("anna", AuditAction.PAGE, "alerts", AuditOutcome.ANSWERED),
                        new Access("anna", AuditAction.SIGN_OUT, "session", AuditOutcome.ANSWERED));
    }

    @Test
    void nobodyGetsInWhileTheAuditLogCannotBeWritten() throws Exception {
        HttpResponse<String> form = browser.get("/sign-in");
        console.breakLog();

        assertThat(signIn(form, "anna", PASSWORD).statusCode()).isEqualTo(500);
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
    }

    private HttpResponse<String> signIn(HttpResponse<String> form, String name, String password) throws Exception {
        return signInWith(browser, form, name, password);
    }

    private static HttpResponse<String> signInWith(
            Browser browser, HttpResponse<String> form, String name, String password) throws Exception {
        return browser.submit(form, Map.of("name", name, "password", password));
    }

    /** The first line of the answer to a request that no client would send. */
    private String raw(String request) throws Exception {
        return firstLine(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** All of it is sent at once, and nothing behind that line is read: the server may have closed by then. */
    private String firstLine(String request) throws Exception {
        try (Socket socket = new Socket("localhost", console.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    /** The CSRF token of the session, which the section under test shows. */
    private String csrf() throws Exception {
        return browser.get("/alerts").body().replaceAll("(?s).*csrf=", "");
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
    }
}
