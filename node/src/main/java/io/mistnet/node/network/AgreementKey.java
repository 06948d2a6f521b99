package io.mistnet.node.network;

import java.util.Base64;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * An institution's public X25519 key (RFC 7748), from which each pair of institutions derives a secret of its own.
 *
 * @param base64 the 32 bytes of the key
 */
public record AgreementKey(String base64) {

    /** @throws IllegalArgumentException where it is not 32 bytes, or a point of small order, with which every agreement would be known to all */
    public AgreementKey {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length != X25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("an X25519 key has 32 bytes, not " + key.length);
        }
        byte[] anyScalar = new byte[X25519PrivateKeyParameters.KEY_SIZE];
        try {
            agree(new X25519PrivateKeyParameters(anyScalar), new X25519PublicKeyParameters(key));
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("this X25519 key is a point of small order", e);
        }
    }

    public static AgreementKey of(X25519PublicKeyParameters key) {
        return new AgreementKey(Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /** The 32 bytes that this key and the other's private one agree on; to be fed to a key derivation. */
    public byte[] agreeWith(X25519PrivateKeyParameters own) {
        return agree(own, new X25519PublicKeyParameters(Base64.getDecoder().decode(base64)));
    }

    private static byte[] agree(X25519PrivateKeyParameters own, X25519PublicKeyParameters other) {
        X25519Agreement agreement = new X25519Agreement();
        agreement.init(own);
        byte[] shared = new byte[agreement.getAgreementSize()];
        agreement.calculateAgreement(other, shared, 0);
        return shared;
    }
}
