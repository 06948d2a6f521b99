package io.mistnet.node.access.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Redeems a code for tokens at the provider. */
record TokenExchange(ProviderSettings settings) {

    private static final int SERVERS_FAULT = 500;

    /** The tokens, or the provider's refusal. */
    TokenResponse tokens(OIDCProviderMetadata provider, AuthorizationCode code, CodeVerifier verifier)
            throws ProviderAwayException {
        URI endpoint = provider.getTokenEndpointURI();
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, settings.callback(), verifier);
        TokenRequest request = authentication(provider)
                .map(proof -> new TokenRequest.Builder(endpoint, proof, grant).build())
                .orElseGet(() -> new TokenRequest.Builder(endpoint, settings.client(), grant).build());
        try {
            HTTPRequest http = request.toHTTPRequest();
            Provider.limit(http);
            HTTPResponse response = http.send();
            if (response.getStatusCode() >= SERVERS_FAULT) {
                throw new ProviderAwayException("it gave no tokens: status " + response.getStatusCode());
            }
            return OIDCTokenResponseParser.parse(response);
        } catch (IOException | ParseException e) {
            throw new ProviderAwayException("it gave no tokens: " + e.getMessage(), e);
        }
    }

    private Optional<ClientAuthentication> authentication(OIDCProviderMetadata provider) {
        List<ClientAuthenticationMethod> methods =
                Optional.ofNullable(provider.getTokenEndpointAuthMethods()).orElse(List.of());
        boolean inTheBody = methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return settings.secret().map(password -> {
            Secret secret = new Secret(new String(password.characters()));
            return inTheBody
                    ? new ClientSecretPost(settings.client(), secret)
                    : new ClientSecretBasic(settings.client(), secret);
        });
    }
}
