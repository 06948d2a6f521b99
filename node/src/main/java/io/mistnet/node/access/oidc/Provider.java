package io.mistnet.node.access.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider as it describes itself, and its keys, which are fetched again when it signs with a new one.
 *
 * @param metadata its addresses and abilities
 * @param tokens what its ID tokens are held to: signature by one of its keys, issuer, audience, times and nonce
 */
record Provider(OIDCProviderMetadata metadata, IDTokenValidator tokens) {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_KEY_BYTES = 1 << 20;

    /** What a provider signs with a key that it alone has; not what the client's secret would sign as well. */
    private static final Set<JWSAlgorithm> BY_ITS_KEY = Stream.of(
                    JWSAlgorithm.Family.RSA, JWSAlgorithm.Family.EC, JWSAlgorithm.Family.ED)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Asks it. */
    static Provider discover(ProviderSettings settings) throws ProviderAwayException {
        Issuer issuer = new Issuer(settings.issuer());
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, Provider::limit);
            requireUsable(metadata);
            Set<JWSAlgorithm> algorithms = new HashSet<>(BY_ITS_KEY);
            algorithms.retainAll(
                    Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of(JWSAlgorithm.RS256)));
            var keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_KEY_BYTES))
                    .refreshAheadCache(false)
                    .retrying(true)
                    .build();
            return new Provider(
                    metadata,
                    new IDTokenValidator(
                            issuer,
                            new ClientID(settings.clientId()),
                            new JWSVerificationKeySelector<>(algorithms, keys),
                            null));
        } catch (GeneralException | MalformedURLException | IllegalArgumentException e) {
            throw new ProviderAwayException("its description is no good: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ProviderAwayException(String.valueOf(e.getMessage()), e);
        }
    }

    /** No request to a provider waits for long, or goes elsewhere. */
    static void limit(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
    }

    private static void requireUsable(OIDCProviderMetadata metadata) throws ProviderAwayException {
        for (URI address : new URI[] {
            metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI()
        }) {
            if (address == null || !ProviderSettings.isProtected(address)) {
                throw new ProviderAwayException(
                        "its description names no address for sign-in, tokens or keys, or one without TLS");
            }
        }
    }
}
