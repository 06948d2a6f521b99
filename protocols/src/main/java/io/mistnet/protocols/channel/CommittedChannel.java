package io.mistnet.protocols.channel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keeps a SHA-256 of all words that went either way, so that both ends can name the whole conversation by 32 bytes. */
public final class CommittedChannel implements Channel {

    private final Channel inner;
    private final MessageDigest digest;
    private final ByteBuffer bytes =
            ByteBuffer.allocate(BLOCK_WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    public CommittedChannel(Channel inner) {
        this.inner = inner;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String peer() {
        return inner.peer();
    }

    @Override
    public void send(Step step, long[] words, int offset, int count) {
        inner.send(step, words, offset, count);
        absorb(words, offset, count);
    }

    @Override
    public void receive(Step step, long[] words, int offset, int count) {
        inner.receive(step, words, offset, count);
        absorb(words, offset, count);
    }

    /** The 32 bytes; nothing may go through afterwards. */
    public byte[] commitment() {
        return digest.digest();
    }

    private void absorb(long[] words, int offset, int count) {
        bytes.clear();
        bytes.asLongBuffer().put(words, offset, count);
        digest.update(bytes.array(), 0, count * Long.BYTES);
    }
}
