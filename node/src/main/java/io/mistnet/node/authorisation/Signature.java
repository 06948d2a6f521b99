package io.mistnet.node.authorisation;

import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.SigningKey;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 signature (RFC 8032). */
public final class Signature {

    static final int BYTES = Ed25519.SIGNATURE_SIZE;

    private final byte[] bytes;

    private Signature(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException where these are not 64 bytes */
    public static Signature of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a signature has %d bytes, not %d".formatted(BYTES, bytes.length));
        }
        return new Signature(bytes.clone());
    }

    /** A supervisor's signature over an authorisation. */
    public static Signature approving(Authorisation authorisation, SupervisorKey supervisor) {
        return of(supervisor.sign(AuthorisationCodec.approval(authorisation)));
    }

    /** The 64 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    boolean isBy(SigningKey key, byte[] message) {
        return key.verifies(message, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature signature && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
