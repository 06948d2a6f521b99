package io.mistnet.node.peer;

import io.mistnet.node.network.Sha256;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the certificates that are pinned, within their validity, and no others: no authority and no host name counts. */
final class PinnedTrust extends X509ExtendedTrustManager {

    private final Set<Sha256> pins;
    private final Clock clock;

    PinnedTrust(Set<Sha256> pins, Clock clock) {
        this.pins = Set.copyOf(pins);
        this.clock = clock;
    }

    void check(X509Certificate @Nullable [] chain) throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new UntrustedCertificateException(Refusal.NO_CERTIFICATE, "an empty chain");
        }
        Sha256 shown = Sha256.of(chain[0]);
        if (!pins.contains(shown)) {
            throw new UntrustedCertificateException(Refusal.UNKNOWN_CERTIFICATE, "its SHA-256 is " + shown);
        }
        try {
            chain[0].checkValidity(Date.from(clock.instant()));
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new UntrustedCertificateException(Refusal.EXPIRED_CERTIFICATE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
