package io.mistnet.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.window.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.Test;

class SignInFormsTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final SignInForms forms = forms();

    @Test
    void aFormPassesInTheBrowserThatItWasShownInForTenMinutes() {
        SignInForms.Fresh fresh = forms.fresh(Requests.plain());
        HttpRequest sent = Requests.with(fresh.cookie());

        assertThat(forms.passes(sent, Optional.of(fresh.token()))).isTrue();
        clock.advance(Duration.ofSeconds(599));
        assertThat(forms.passes(sent, Optional.of(fresh.token()))).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(forms.passes(sent, Optional.of(fresh.token()))).isFalse();
    }

    @Test
    void twoFormsInOneBrowserBothPass() {
        SignInForms.Fresh first = forms.fresh(Requests.plain());
        HttpRequest browser = Requests.with(first.cookie());
        SignInForms.Fresh second = forms.fresh(browser);

        assertThat(forms.passes(browser, Optional.of(first.token()))).isTrue();
        assertThat(forms.passes(browser, Optional.of(second.token()))).isTrue();
    }

    @Test
    void anotherBrowsersTokenOrNoneDoesNotPass() {
        HttpRequest browser = Requests.with(forms.fresh(Requests.plain()).cookie());
        String other = forms.fresh(Requests.plain()).token();

        assertThat(forms.passes(browser, Optional.of(other))).isFalse();
        assertThat(forms.passes(browser, Optional.empty())).isFalse();
        assertThat(forms.passes(Requests.plain(), Optional.of(other))).isFalse();
        assertThat(forms.passes(browser, Optional.of("no token at all"))).isFalse();
    }

    @Test
    void aTokenWithAnotherTimeDoesNotPass() {
        SignInForms.Fresh fresh = forms.fresh(Requests.plain());
        byte[] bytes = Base64.getUrlDecoder().decode(fresh.token());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) 0x80;
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(forms.passes(Requests.with(fresh.cookie()), Optional.of(token)))
                    .as("byte " + i)
                    .isFalse();
        }
    }

    @Test
    void aTokenFromBeforeARestartDoesNotPass() {
        SignInForms.Fresh fresh = forms.fresh(Requests.plain());
        assertThat(forms().passes(Requests.with(fresh.cookie()), Optional.of(fresh.token())))
                .isFalse();
    }

    private SignInForms forms() {
        return new SignInForms(new SecretCookie("mistnet-sign-in", false), clock, new SecureRandom());
    }
}
