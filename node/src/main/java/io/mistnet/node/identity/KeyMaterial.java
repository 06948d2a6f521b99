package io.mistnet.node.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** An institution's keys on their way to and from a PKCS#12 file, which {@code keytool -list} can show. */
public final class KeyMaterial {

    private static final String TLS = "tls";
    private static final String SIGNING = "signing";
    private static final String AGREEMENT = "agreement";

    private final String institution;
    private final PrivateKeyEntry tls;
    private final PrivateKeyEntry signing;
    private final PrivateKeyEntry agreement;

    KeyMaterial(
            String institution,
            PrivateKey tls,
            X509Certificate tlsCertificate,
            PrivateKey signing,
            X509Certificate signingCertificate,
            PrivateKey agreement,
            X509Certificate agreementCertificate) {
        this(
                institution,
                new PrivateKeyEntry(tls, new Certificate[] {tlsCertificate}),
                new PrivateKeyEntry(signing, new Certificate[] {signingCertificate}),
                new PrivateKeyEntry(agreement, new Certificate[] {agreementCertificate, signingCertificate}));
    }

    private KeyMaterial(String institution, PrivateKeyEntry tls, PrivateKeyEntry signing, PrivateKeyEntry agreement) {
        this.institution = institution;
        this.tls = tls;
        this.signing = signing;
        this.agreement = agreement;
    }

    /**
     * Reads the keys of {@code institution}.
     *
     * @throws IOException where the file cannot be read, the password is wrong, or others than the owner may read the file
     * @throws GeneralSecurityException where a key is missing
     */
    public static KeyMaterial read(Path file, Password password, String institution)
            throws IOException, GeneralSecurityException {
        KeyFile keys = KeyFile.read(file, password);
        return new KeyMaterial(institution, keys.entry(TLS), keys.entry(SIGNING), keys.entry(AGREEMENT));
    }

    /** Writes a new PKCS#12 file that the owner alone may read. */
    public void writeTo(Path file, Password password) throws IOException, GeneralSecurityException {
        KeyFile.write(file, password, Map.of(TLS, tls, SIGNING, signing, AGREEMENT, agreement));
    }

    /** The same keys but for TLS, which are {@code other}'s. */
    public KeyMaterial withTlsOf(KeyMaterial other) {
        return new KeyMaterial(institution, other.tls, signing, agreement);
    }

    /** The keys in use. */
    public Identity identity() throws GeneralSecurityException {
        try {
            return new Identity(
                    institution,
                    tls.getPrivateKey(),
                    (X509Certificate) tls.getCertificate(),
                    (X25519PrivateKeyParameters) PrivateKeyFactory.createKey(
                            agreement.getPrivateKey().getEncoded()),
                    (Ed25519PrivateKeyParameters)
                            PrivateKeyFactory.createKey(signing.getPrivateKey().getEncoded()));
        } catch (IOException | ClassCastException e) {
            throw new GeneralSecurityException(
                    "the keys of %s are of another kind than expected".formatted(institution), e);
        }
    }
}
