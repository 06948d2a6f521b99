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

/** A PKCS#12 file with private keys under names; nobody but its owner may read it. */
final class KeyFile {

    private static final String PKCS12 = "PKCS12";

    private final Path file;
    private final KeyStore store;
    private final Password password;

    private KeyFile(Path file, KeyStore store, Password password) {
        this.file = file;
        this.store = store;
        this.password = password;
    }

    /** @throws IOException where the file cannot be read, the password is wrong, or others than the owner may read the file */
    static KeyFile read(Path file, Password password) throws IOException, GeneralSecurityException {
        PrivateFile.requireOwnerOnly(file);
        KeyStore store = KeyStore.getInstance(PKCS12);
        try {
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.characters());
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
        return new KeyFile(file, store, password);
    }

    /** Writes a new file; an old one is never overwritten. */
    static void write(Path file, Password password, Map<String, PrivateKeyEntry> keys)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(PKCS12);
        store.load(null, null);
        PasswordProtection protection = new PasswordProtection(password.characters());
        for (Map.Entry<String, PrivateKeyEntry> key : keys.entrySet()) {
            store.setEntry(key.getKey(), key.getValue(), protection);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.characters());
        PrivateFile.write(file, bytes.toByteArray());
    }

    /** @throws GeneralSecurityException where there is no key of this name */
    PrivateKeyEntry entry(String name) throws GeneralSecurityException {
        if (store.getEntry(name, new PasswordProtection(password.characters())) instanceof PrivateKeyEntry entry) {
            return entry;
        }
        throw new KeyStoreException("%s has no key named %s; `mistnet network init` writes it".formatted(file, name));
    }
}
