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

/**
 * The key of the person who approves an institution's bulk requests, in a PKCS#12 file of that person's own. The node does not keep it: whoever holds the
 * node's keys alone must not be able to approve. Nothing here prints a key.
 */
public final class Supervisor {

    private static final String NAME = "supervisor";

    private final PrivateKeyEntry entry;
    private final Ed25519PrivateKeyParameters key;

    Supervisor(PrivateKeyEntry entry) throws GeneralSecurityException {
        this.entry = entry;
        try {
            this.key = (Ed25519PrivateKeyParameters)
                    PrivateKeyFactory.createKey(entry.getPrivateKey().getEncoded());
        } catch (IOException | ClassCastException e) {
            throw new GeneralSecurityException("the supervisor's key is no Ed25519 key", e);
        }
    }

    /**
     * Reads a supervisor's key.
     *
     * @throws IOException where the file cannot be read, the password is wrong, or others than the owner may read the file
     * @throws GeneralSecurityException where it has no such key
     */
    public static Supervisor read(Path file, Password password) throws IOException, GeneralSecurityException {
        return new Supervisor(KeyFile.read(file, password).key(NAME));
    }

    /** Writes a new PKCS#12 file that the owner alone may read. */
    public void writeTo(Path file, Password password) throws IOException, GeneralSecurityException {
        KeyFile.write(file, password, Map.of(NAME, entry));
    }

    /** What the network file lists as the institution's supervisor key. */
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
        return "Supervisor[not shown]";
    }
}
