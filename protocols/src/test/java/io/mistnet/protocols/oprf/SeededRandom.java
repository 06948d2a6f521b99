package io.mistnet.protocols.oprf;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** For tests: the same bytes for the same seed. */
final class SeededRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient SHAKEDigest stream = new SHAKEDigest(256);

    SeededRandom(long seed) {
        stream.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array(), 0, Long.BYTES);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        stream.doOutput(bytes, 0, bytes.length);
    }
}
