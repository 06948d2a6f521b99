package io.mistnet.protocols.oprf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** The broadcasts of a run, round by round, and the hash of all of them. */
final class Rounds {

    private static final int NOTHING_SENT = -1;

    private final SHA256Digest digest = new SHA256Digest();
    private final int me;
    private final int holders;
    private byte[] own = new byte[0];

    /** @param context what sets this run apart from all others */
    Rounds(String protocol, byte[] context, int me, int threshold, int holders) {
        if (me < 1 || me > holders) {
            throw new IllegalArgumentException("there is no holder %d; they are 1 to %d".formatted(me, holders));
        }
        this.me = me;
        this.holders = holders;
        hash(protocol.getBytes(StandardCharsets.US_ASCII));
        hash(context);
        hash(new byte[] {(byte) threshold, (byte) holders});
    }

    /** Notes what this holder sends in the coming round. */
    byte[] send(byte[] broadcast) {
        own = broadcast.clone();
        return broadcast;
    }

    /** The round's broadcasts of all holders, this one's among them. */
    Map<Integer, byte[]> receive(Map<Integer, byte[]> broadcasts) {
        Map<Integer, byte[]> all = new TreeMap<>(broadcasts);
        all.put(me, own);
        all.keySet().removeIf(sender -> sender < 1 || sender > holders);
        for (int holder = 1; holder <= holders; holder++) {
            byte[] message = all.get(holder);
            if (message == null) {
                hash(NOTHING_SENT);
            } else {
                hash(message);
            }
        }
        return all;
    }

    byte[] transcript() {
        byte[] value = new byte[digest.getDigestSize()];
        new SHA256Digest(digest).doFinal(value, 0);
        return value;
    }

    private void hash(byte[] part) {
        hash(part.length);
        digest.update(part, 0, part.length);
    }

    private void hash(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array(), 0, Integer.BYTES);
    }
}
