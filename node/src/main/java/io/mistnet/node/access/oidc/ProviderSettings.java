package io.mistnet.node.access.oidc;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.mistnet.node.identity.Password;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * How the console is known to the institution's provider.
 *
 * @param issuer the provider
 * @param clientId what the provider calls this console
 * @param secret this console's secret at the provider; empty for a public client, which PKCE alone protects
 * @param scopes what is asked for, {@code openid} among it
 * @param roles how the provider says what a user is
 * @param callback where it sends users back to
 * @param afterSignOut where it sends them after they signed out
 */
public record ProviderSettings(
        URI issuer,
        String clientId,
        Optional<Password> secret,
        List<String> scopes,
        RoleMapping roles,
        URI callback,
        URI afterSignOut) {

    public ProviderSettings {
        scopes = List.copyOf(scopes);
    }

    ClientID client() {
        return new ClientID(clientId);
    }

    /** Whether what is sent to an address can be read by nobody on the way. */
    static boolean isProtected(URI address) {
        if ("https".equalsIgnoreCase(address.getScheme())) {
            return true;
        }
        try {
            return "http".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
