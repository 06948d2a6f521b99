package io.mistnet.node.access.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.mistnet.node.access.SignInForms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sign-ins whose users are at the provider. Each ends once, in the browser in which it began, not too late. A bounded number; the oldest is forgotten. Thread-safe. */
final class PendingSignIns {

    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<State, Pending> byState = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<State, Pending> eldest) {
            return size() > MOST;
        }
    };

    /**
     * One of them.
     *
     * @param browser the secret of the browser
     * @param nonce what the ID token must carry
     * @param verifier what proves to the provider that the code is ours
     * @param next where the browser goes after
     * @param began when
     */
    record Pending(String browser, Nonce nonce, CodeVerifier verifier, String next, Instant began) {}

    PendingSignIns(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins one. */
    synchronized Pending begin(State state, String browser, String next) {
        Pending pending = new Pending(browser, new Nonce(), new CodeVerifier(), next, clock.instant());
        byState.put(state, pending);
        return pending;
    }

    /** Ends one; empty where there is none such, or not any more, or it began in another browser. */
    synchronized Optional<Pending> end(State state, Optional<String> browser) {
        return Optional.ofNullable(byState.remove(state))
                .filter(pending -> browser.equals(Optional.of(pending.browser())))
                .filter(pending -> clock.instant().isBefore(pending.began().plus(SignInForms.AGE)));
    }
}
