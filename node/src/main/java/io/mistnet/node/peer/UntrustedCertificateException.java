package io.mistnet.node.peer;

import java.security.cert.CertificateException;

/** A certificate that does not let its bearer in. */
final class UntrustedCertificateException extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    UntrustedCertificateException(Refusal refusal, String detail) {
        super(detail);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
