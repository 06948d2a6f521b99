package io.mistnet.node.peer;

import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Sha256;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.3 with mutual authentication, in which the trust decision is the pin: the SHA-256 of the peer's certificate stands in the network file.
 *
 * <p><b>Security.</b> A peer is who holds the private key of a listed certificate. Authorities, host names and addresses decide nothing.
 */
public final class PinnedTls {

    private final Network network;
    private final Clock clock;
    private final KeyManager[] ownKey;
    private final SSLContext accepting;

    public PinnedTls(Identity identity, Network network, Clock clock) throws GeneralSecurityException {
        this.network = network;
        this.clock = clock;
        this.ownKey = keyManagers(identity);
        this.accepting = context(allPins(network));
    }

    /** The context for accepting whoever is listed. */
    public SSLContext accepting() {
        return accepting;
    }

    /** A context for dialling one institution. */
    public SSLContext dialling(Institution institution) throws GeneralSecurityException {
        return context(institution.keys().certificates());
    }

    /** The settings of every link: TLS 1.3 only, and the dialling side must show its certificate. */
    public static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(
                new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"}, new String[] {"TLSv1.3"});
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    /**
     * The institution whose certificate the peer of this finished handshake showed.
     *
     * @throws PeerRefusedException where there is none, or no longer a valid one; {@code peer} stands in its message
     */
    public Institution institution(SSLSession session, String peer) throws PeerRefusedException {
        try {
            X509Certificate[] chain = Arrays.copyOf(
                    session.getPeerCertificates(), session.getPeerCertificates().length, X509Certificate[].class);
            new PinnedTrust(allPins(network), clock).check(chain);
            return network.withCertificate(Sha256.of(chain[0]))
                    .orElseThrow(() -> new PeerRefusedException(peer, Refusal.UNKNOWN_CERTIFICATE));
        } catch (SSLPeerUnverifiedException e) {
            throw new PeerRefusedException(peer, Refusal.NO_CERTIFICATE, e);
        } catch (CertificateException e) {
            throw refused(peer, e);
        }
    }

    /** Why a handshake failed: the reason of the certificate's check where that was it. */
    public static PeerRefusedException refused(String peer, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PeerRefusedException refused) {
                return refused;
            }
            if (cause instanceof UntrustedCertificateException untrusted) {
                return new PeerRefusedException(peer, untrusted.refusal(), untrusted);
            }
        }
        // The JDK has no type for this one.
        boolean none = String.valueOf(failure.getMessage()).contains("Empty client certificate chain");
        return new PeerRefusedException(peer, none ? Refusal.NO_CERTIFICATE : Refusal.HANDSHAKE_FAILED, failure);
    }

    private static Set<Sha256> allPins(Network network) {
        return network.institutions().stream()
                .flatMap(institution -> institution.keys().certificates().stream())
                .collect(Collectors.toSet());
    }

    private SSLContext context(Set<Sha256> pins) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(ownKey, new TrustManager[] {new PinnedTrust(pins, clock)}, null);
        return context;
    }

    private static KeyManager[] keyManagers(Identity identity) throws GeneralSecurityException {
        char[] inMemoryOnly = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store needs no input", e);
        }
        store.setKeyEntry("tls", identity.tlsKey(), inMemoryOnly, new Certificate[] {identity.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, inMemoryOnly);
        return factory.getKeyManagers();
    }
}
