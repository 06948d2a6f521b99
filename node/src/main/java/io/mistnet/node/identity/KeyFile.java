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
import java.util.Map;

/** A PKCS#12 file with private keys by name, which its owner alone may read, and which {@code keytool -list} can show. */
final class KeyFile {

    private final Path file;
    private final Password password;
    private final KeyStore store;

    private KeyFile(Path file, Password password, KeyStore store) {
        this.file = file;
        this.password = password;
        this.store = store;
    }

    /** @throws IOException where the file cannot be read, the password is wrong, or others than the owner may read the file */
    static KeyFile read(Path file, Password password) throws IOException, GeneralSecurityException {
        PrivateFile.requireOwnerOnly(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.characters());
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
        return new KeyFile(file, password, store);
    }

    /** Writes a new one; none is overwritten. */
    static void write(Path file, Password password, Map<String, PrivateKeyEntry> keys)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        PasswordProtection protection = new PasswordProtection(password.characters());
        for (Map.Entry<String, PrivateKeyEntry> key : keys.entrySet()) {
            store.setEntry(key.getKey(), key.getValue(), protection);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.characters());
        PrivateFile.write(file, bytes.toByteArray());
    }

    /** @throws GeneralSecurityException where the file has no key of this name */
    PrivateKeyEntry key(String name) throws GeneralSecurityException {
        if (store.getEntry(name, new PasswordProtection(password.characters())) instanceof PrivateKeyEntry entry) {
            return entry;
        }
        throw new KeyStoreException("%s has no key named %s; `mistnet network init` writes it".formatted(file, name));
    }
}
