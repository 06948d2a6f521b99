package io.mistnet.protocols.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * A named place in a protocol's run, such as {@code iteration 2/V to S/hop 1}. Both ends of a message name the same step, and a pair's common randomness is drawn by
 * step, so that a message out of place is found and no randomness serves twice.
 */
public final class Step {

    private final String path;
    private final long code;

    private Step(String path) {
        this.path = path;
        this.code = firstWordOfDigest(path);
    }

    public static Step of(String name) {
        return new Step(Objects.requireNonNull(name, "name"));
    }

    /** The step {@code name} within this one. */
    public Step then(String name) {
        return new Step(path + "/" + name);
    }

    /** The numbered step {@code name} within this one. */
    public Step then(String name, int number) {
        return then(name + " " + number);
    }

    /** What stands for this step in a message's header: the first 64 bits of the SHA-256 of its path. */
    public long code() {
        return code;
    }

    /** The first name of the path. */
    public String phase() {
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }

    private static long firstWordOfDigest(String path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Step step && step.path.equals(path);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(code);
    }

    @Override
    public String toString() {
        return path;
    }
}
