package io.mistnet.node.identity;

import io.mistnet.node.config.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The password of a key store. It is never printed. */
public final class Password {

    private final char[] characters;

    private Password(char[] characters) {
        this.characters = characters;
    }

    /** A new one with 256 bits of entropy. */
    public static Password random(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new Password(
                Base64.getEncoder().withoutPadding().encodeToString(bytes).toCharArray());
    }

    /** @throws IllegalArgumentException where it is empty */
    public static Password of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        return new Password(text.toCharArray());
    }

    /**
     * That of the key store which {@code node.conf} names.
     *
     * @param environment the environment variables, one of which may hold it
     */
    public static Password of(NodeConfig.Keys keys, Map<String, String> environment) throws IOException {
        if (keys.passwordFile().isPresent()) {
            return fromFile(keys.passwordFile().get());
        }
        String password = environment.getOrDefault(keys.passwordVariable(), "");
        if (password.isEmpty()) {
            throw new IOException(
                    "no password for %s: set the environment variable %s, or mistnet.identity.password-file"
                            .formatted(keys.keyStore(), keys.passwordVariable()));
        }
        return of(password);
    }

    /** The first line of {@code file}, which nobody but its owner may read. */
    public static Password fromFile(Path file) throws IOException {
        PrivateFile.requireOwnerOnly(file);
        String line = Files.readString(file).lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new IOException("no password in the first line of " + file);
        }
        return of(line);
    }

    /** Writes it as the only line of a new file that the owner alone may read. */
    public void writeTo(Path file) throws IOException {
        PrivateFile.write(file, (new String(characters) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** WARNING: the secret itself, a copy of it. */
    public char[] characters() {
        return characters.clone();
    }

    @Override
    public String toString() {
        return "Password[not shown]";
    }
}
