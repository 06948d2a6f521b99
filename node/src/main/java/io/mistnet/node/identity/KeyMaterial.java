package io.mistnet.node.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
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
        PrivateFile.requireOwnerOnly(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.characters());
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
        return new KeyMaterial(
                institution,
                entry(store, TLS, password, file),
                entry(store, SIGNING, password, file),
                entry(store, AGREEMENT, password, file));
    }

    /** Writes a new PKCS#12 file that the owner alone may read. */
    public void writeTo(Path file, Password password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        PasswordProtection protection = new PasswordProtection(password.characters());
        store.setEntry(TLS, tls, protection);
        store.setEntry(SIGNING, signing, protection);
        store.setEntry(AGREEMENT, agreement, protection);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.characters());
        PrivateFile.write(file, bytes.toByteArray());
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

    private static PrivateKeyEntry entry(KeyStore store, String alias, Password password, Path file)
            throws GeneralSecurityException {
        if (store.getEntry(alias, new PasswordProtection(password.characters())) instanceof PrivateKeyEntry entry) {
            return entry;
        }
        throw new KeyStoreException("%s has no key named %s; `mistnet network init` writes it".formatted(file, alias));
    }
}
