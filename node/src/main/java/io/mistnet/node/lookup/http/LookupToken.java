package io.mistnet.node.lookup.http;

import io.mistnet.node.identity.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What shows the node that a request comes from somebody who may read its data directory: a new random text at every start, in a file of mode 0600.
 *
 * <p>WARNING: whoever has it asks in the institution's name.
 */
public final class LookupToken {

    /** The file's name in the node's data directory. */
    public static final String FILE = "lookup.token";

    private static final String SCHEME = "Bearer ";
    private static final int BYTES = 32;

    private final String text;

    private LookupToken(String text) {
        this.text = text;
    }

    /** Draws a new one and writes it into the node's data directory. */
    public static LookupToken renew(Path dataDirectory, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PrivateFile.replace(dataDirectory.resolve(FILE), (text + "\n").getBytes(StandardCharsets.US_ASCII));
        return new LookupToken(text);
    }

    /**
     * Reads that of a running node.
     *
     * @throws IOException where it cannot be read, or others than its owner can read it; the message says what to do
     */
    public static LookupToken read(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        try {
            PrivateFile.requireOwnerOnly(file);
            return new LookupToken(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "%s: no such file; the institution's node writes it at its start, so is it running, and does it ask lookups?"
                            .formatted(file),
                    e);
        }
    }

    /** The value of the header {@code Authorization}. */
    public String header() {
        return SCHEME + text;
    }

    /** Whether a request's header {@code Authorization} has it; takes as long whatever the header says. */
    boolean isIn(String header) {
        return MessageDigest.isEqual(
                header().getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "LookupToken[not shown]";
    }
}
