package io.mistnet.node.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.mistnet.node.access.User;
import io.mistnet.node.access.oidc.PendingSignIns.Pending;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Signs users in at the provider: authorization code with PKCE, state and nonce. Thread-safe; calls block. */
public final class ProviderSignIn {

    private static final int MOST_CHARACTERS = 128;

    private final ProviderSettings settings;
    private final KnownProvider provider;
    private final PendingSignIns pending;

    public ProviderSignIn(ProviderSettings settings, InstantSource clock) {
        this.settings = settings;
        this.provider = new KnownProvider(settings, clock);
        this.pending = new PendingSignIns(clock);
    }

    /** How a sign-in ended. */
    public sealed interface Outcome permits SignedIn, NoRole, Stale, Refused {}

    /**
     * The provider says who it is, and that they have a role here.
     *
     * @param unknown names in the provider's claim that stand for no role
     * @param farewell where the browser goes after sign-out; empty where the provider offers nothing for that
     * @param next where it goes now
     */
    public record SignedIn(User user, List<String> unknown, Optional<URI> farewell, String next) implements Outcome {}

    /**
     * The provider says who it is; they have no role here.
     *
     * @param id who
     * @param unknown as in {@link SignedIn}
     * @param farewell where the browser goes to sign in with another account
     */
    public record NoRole(String id, List<String> unknown, Optional<URI> farewell) implements Outcome {}

    /** This sign-in was not begun in this browser, or too long ago, or has ended already. */
    public record Stale() implements Outcome {}

    /** The provider refused, or what it said is not to be trusted. {@code reason} is for the log. */
    public record Refused(String reason) implements Outcome {}

    /** The names of roles at the provider, for people who have none of them. */
    public List<String> knownRoles() {
        return settings.roles().known();
    }

    /**
     * Begins a sign-in.
     *
     * @param browser the secret of the browser
     * @param next where it goes after
     * @return where it goes now
     */
    public URI begin(String browser, String next) throws ProviderAwayException {
        URI endpoint = provider.get().metadata().getAuthorizationEndpointURI();
        State state = new State();
        Pending begun = pending.begin(state, browser, next);
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        settings.client(),
                        settings.callback())
                .endpointURI(endpoint)
                .state(state)
                .nonce(begun.nonce())
                .codeChallenge(begun.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Ends a sign-in with what the browser brings back.
     *
     * @param parameters the query of its request
     * @param browser its secret
     */
    public Outcome end(Map<String, List<String>> parameters, Optional<String> browser) throws ProviderAwayException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(settings.callback(), parameters);
        } catch (ParseException e) {
            return new Stale();
        }
        Optional<Pending> begun =
                Optional.ofNullable(response.getState()).flatMap(state -> pending.end(state, browser));
        if (begun.isEmpty()) {
            return new Stale();
        }
        Provider known = provider.get();
        if (!isFrom(known, response.getIssuer())) {
            return new Refused("the answer is another provider's");
        }
        if (!response.indicatesSuccess()) {
            return new Refused(code(response.toErrorResponse().getErrorObject()));
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        return code == null ? new Stale() : redeemed(known, code, begun.get());
    }

    private boolean isFrom(Provider known, Issuer issuer) {
        return issuer == null
                ? !known.metadata().supportsAuthorizationResponseIssuerParam()
                : issuer.equals(known.metadata().getIssuer());
    }

    private Outcome redeemed(Provider known, AuthorizationCode code, Pending begun) throws ProviderAwayException {
        TokenResponse response = new TokenExchange(settings).tokens(known.metadata(), code, begun.verifier());
        if (!response.indicatesSuccess()) {
            return new Refused(code(response.toErrorResponse().getErrorObject()));
        }
        JWT token = ((OIDCTokenResponse) response.toSuccessResponse())
                .getOIDCTokens()
                .getIDToken();
        if (token == null) {
            return new Refused("no ID token");
        }
        try {
            return user(known.tokens().validate(token, begun.nonce()), token, known, begun.next());
        } catch (RemoteKeySourceException e) {
            throw new ProviderAwayException("its keys cannot be fetched", e);
        } catch (BadJOSEException | JOSEException e) {
            return new Refused("the ID token is no good: " + e.getMessage());
        }
    }

    private Outcome user(IDTokenClaimsSet claims, JWT token, Provider known, String next) {
        String id = claims.getSubject().getValue();
        if (id.isBlank() || id.length() > MOST_CHARACTERS) {
            return new Refused("the user's subject has more than %d characters".formatted(MOST_CHARACTERS));
        }
        if (User.isToken(id)) {
            return new Refused("the user's subject is that of a token of the API");
        }
        RoleMapping.Granted granted = settings.roles().granted(claims.toJSONObject());
        if (granted.roles().isEmpty()) {
            return new NoRole(id, granted.unknown(), farewell(known, token));
        }
        User user = new User(id, name(claims, id), granted.roles());
        return new SignedIn(user, granted.unknown(), farewell(known, token), next);
    }

    private Optional<URI> farewell(Provider known, JWT token) {
        return Optional.ofNullable(known.metadata().getEndSessionEndpointURI())
                .filter(ProviderSettings::isProtected)
                .map(endpoint -> new LogoutRequest(
                                endpoint, token, null, settings.client(), settings.afterSignOut(), null, null)
                        .toURI());
    }

    private static String name(IDTokenClaimsSet claims, String id) {
        return Stream.of("name", "preferred_username", "email")
                .flatMap(claim -> Optional.ofNullable(claims.getStringClaim(claim)).stream())
                .map(name -> name.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) : name)
                .orElse(id);
    }

    private static String code(ErrorObject error) {
        return "the provider answered " + (error == null || error.getCode() == null ? "an error" : error.getCode());
    }
}
