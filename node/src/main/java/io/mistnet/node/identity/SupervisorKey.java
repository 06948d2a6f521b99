package io.mistnet.node.identity;

import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The private key of the person who signs an institution's larger authorisations. It is kept apart from the institution's own keys. */
public final class SupervisorKey {

    private static final String NAME = "supervisor";

    private final PrivateKeyEntry entry;
    private final Ed25519PrivateKeyParameters key;

    SupervisorKey(PrivateKeyEntry entry) throws GeneralSecurityException {
        this.entry = entry;
        try {
            this.key = (Ed25519PrivateKeyParameters)
                    PrivateKeyFactory.createKey(entry.getPrivateKey().getEncoded());
        } catch (IOException | ClassCastException e) {
            throw new GeneralSecurityException("the supervisor's key is no Ed25519 key", e);
        }
    }

    /**
     * Reads it from a PKCS#12 file.
     *
     * @throws IOException where the file cannot be read, the password is wrong, or others than the owner may read the file
     * @throws GeneralSecurityException where there is no such key in it
     */
    public static SupervisorKey read(Path file, Password password) throws IOException, GeneralSecurityException {
        return new SupervisorKey(KeyFile.read(file, password).entry(NAME));
    }

    /** Writes a new PKCS#12 file that the owner alone may read. */
    public void writeTo(Path file, Password password) throws IOException, GeneralSecurityException {
        KeyFile.write(file, password, Map.of(NAME, entry));
    }

    /** What the network file must say of the institution as its {@code supervisor-key}. */
    public SigningKey publicKey() {
        return SigningKey.of(key.generatePublicKey());
    }

    /**
     * Signs {@code message}; {@link SigningKey#verifies} checks it.
     *
     * @return 64 bytes, Ed25519
     */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "SupervisorKey[not shown]";
    }
}
