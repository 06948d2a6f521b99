package io.mistnet.node.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.SecretKeyEntry;
import java.security.KeyStoreException;
import javax.crypto.spec.SecretKeySpec;

/** A secret in PKCS#12: encrypted and authenticated under the password of the institution's key store. */
public final class SealedSecret {

    private static final String PKCS12 = "PKCS12";
    private static final String NAME = "secret";
    /** PKCS#12 wants the name of some algorithm; it does nothing with it. */
    private static final String ALGORITHM = "AES";

    private SealedSecret() {}

    /** @return the bytes of a PKCS#12 file; different at each call */
    public static byte[] seal(byte[] secret, Password password) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(PKCS12);
            store.load(null, null);
            store.setEntry(
                    NAME,
                    new SecretKeyEntry(new SecretKeySpec(secret, ALGORITHM)),
                    new PasswordProtection(password.characters()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password.characters());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
    }

    /**
     * @param sealed as {@link #seal} returned it
     * @throws GeneralSecurityException where the password is another one, or the bytes are damaged
     */
    public static byte[] open(byte[] sealed, Password password) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(PKCS12);
            store.load(new ByteArrayInputStream(sealed), password.characters());
            if (store.getEntry(NAME, new PasswordProtection(password.characters())) instanceof SecretKeyEntry entry) {
                return entry.getSecretKey().getEncoded();
            }
            throw new KeyStoreException("no secret in it");
        } catch (IOException e) {
            throw new GeneralSecurityException(
                    "sealed under another password than that of the key store, or damaged", e);
        }
    }
}
