package io.mistnet.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.window.SettableClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final User ANNA = new User("anna", "Anna", Set.of(UserRole.ANALYST));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final AtomicBoolean mayStay = new AtomicBoolean(true);
    private final Sessions sessions = sessions(100);

    @Test
    void theBrowserThatHasTheIdIsTheUser() {
        HttpRequest request = begun();

        assertThat(sessions.visitor(request)).hasValueSatisfying(visitor -> {
            assertThat(visitor.user()).isEqualTo(ANNA);
            assertThat(visitor.csrfToken()).hasSize(43);
        });
        assertThat(sessions.visitor(Requests.plain())).isEmpty();
        assertThat(sessions.visitor(request("A".repeat(43)))).isEmpty();
        assertThat(sessions.visitor(request("../../etc/passwd"))).isEmpty();
    }

    @Test
    void noTwoSessionsShareAnIdOrAToken() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            HttpRequest request = begun();
            assertThat(seen.add(request.getHeader(Cookie.class).orElseThrow().value()))
                    .isTrue();
            assertThat(seen.add(sessions.visitor(request).orElseThrow().csrfToken()))
                    .isTrue();
        }
    }

    @Test
    void aSessionEndsWhenItIsIdle() {
        HttpRequest request = begun();
        clock.advance(Duration.ofMinutes(29));
        assertThat(sessions.visitor(request)).isPresent();
        clock.advance(Duration.ofMinutes(30));
        assertThat(sessions.visitor(request)).isEmpty();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void whatAPageAsksByItselfDoesNotKeepASession() {
        HttpRequest request = begun();
        HttpRequest poll = request.addHeader(RawHeader.create(Sessions.POLL_HEADER, "true"));
        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(sessions.visitor(poll)).isPresent();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(sessions.visitor(poll)).isEmpty();
    }

    @Test
    void aSessionEndsInAnyCaseSomeTime() {
        HttpRequest request = begun();
        for (int i = 0; i < 47; i++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(sessions.visitor(request)).isPresent();
        }
        clock.advance(Duration.ofMinutes(15));
        assertThat(sessions.visitor(request)).isEmpty();
    }

    @Test
    void anEndedSessionStaysEndedForWhoeverKeptItsId() {
        HttpRequest request = begun();

        assertThat(sessions.end(request).map(Sessions.Ended::user)).contains(ANNA);

        assertThat(sessions.visitor(request)).isEmpty();
        assertThat(sessions.end(request)).isEmpty();
    }

    @Test
    void theFarewellIsKeptForTheEnd() {
        URI farewell = URI.create("https://sso.example/leave");
        HttpRequest request = Requests.with(sessions.begin(Requests.plain(), ANNA, Optional.of(farewell)));

        assertThat(sessions.end(request).flatMap(Sessions.Ended::farewell)).contains(farewell);
    }

    @Test
    void aNewSignInEndsTheSessionThatTheBrowserHad() {
        HttpRequest first = begun();
        HttpHeader set = sessions.begin(first, ANNA, Optional.empty());

        assertThat(sessions.visitor(first)).isEmpty();
        assertThat(sessions.visitor(Requests.with(set))).isPresent();
    }

    @Test
    void ofTooManySessionsTheIdlestEnds() {
        Sessions few = sessions(3);
        HttpRequest idle = Requests.with(few.begin(Requests.plain(), ANNA, Optional.empty()));
        clock.advance(Duration.ofSeconds(1));
        HttpRequest first = Requests.with(few.begin(Requests.plain(), ANNA, Optional.empty()));
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofSeconds(1));
            few.begin(Requests.plain(), ANNA, Optional.empty());
        }

        assertThat(few.count()).isEqualTo(3);
        assertThat(few.visitor(idle)).isEmpty();
        assertThat(few.visitor(first)).isPresent();
    }

    @Test
    void someoneWhoseAccountWasChangedIsOutWithinAMinute() {
        HttpRequest request = begun();
        mayStay.set(false);
        clock.advance(Duration.ofSeconds(59));
        assertThat(sessions.visitor(request)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.visitor(request)).isEmpty();
        mayStay.set(true);
        assertThat(sessions.visitor(request)).isEmpty();
    }

    private HttpRequest begun() {
        return Requests.with(sessions.begin(Requests.plain(), ANNA, Optional.empty()));
    }

    private static HttpRequest request(String id) {
        return Requests.plain().addHeader(Cookie.create("mistnet", id));
    }

    private Sessions sessions(int most) {
        return new Sessions(
                new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), most),
                new SecretCookie("mistnet", false),
                (user, since) -> mayStay.get(),
                clock,
                new SecureRandom());
    }
}
