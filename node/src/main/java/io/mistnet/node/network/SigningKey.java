package io.mistnet.node.network;

import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An institution's public Ed25519 key (RFC 8032).
 *
 * @param base64 the 32 bytes of the key
 */
public record SigningKey(String base64) {

    /** @throws IllegalArgumentException where it is not 32 bytes or no point of the curve's large subgroup */
    public SigningKey {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length != Ed25519.PUBLIC_KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
        }
        if (!Ed25519.validatePublicKeyFull(key, 0)) {
            throw new IllegalArgumentException("these 32 bytes are no Ed25519 key");
        }
    }

    public static SigningKey of(Ed25519PublicKeyParameters key) {
        return new SigningKey(Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /** Whether {@code signature} is this key's over {@code message}. */
    public boolean verifies(byte[] message, byte[] signature) {
        byte[] key = Base64.getDecoder().decode(base64);
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
    }
}
