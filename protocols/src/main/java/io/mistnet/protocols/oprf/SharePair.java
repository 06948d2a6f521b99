package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a dealer deals to one holder: the values at the holder's index of its secret polynomial and of the one that hides the first one's commitments. */
record SharePair(BigInteger value, BigInteger hiding) {

    static final int BYTES = 2 * P256.SCALAR_BYTES;
    /** A pair with a holder's index before it. */
    static final int ENTRY_BYTES = 1 + BYTES;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(P256.encode(value))
                .put(P256.encode(hiding))
                .array();
    }

    /** Empty if they are not a pair's bytes. */
    static Optional<SharePair> read(byte[] bytes) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SharePair(P256.decodeScalar(bytes, 0), P256.decodeScalar(bytes, P256.SCALAR_BYTES)));
        } catch (IllegalArgumentException notBelowTheOrder) {
            return Optional.empty();
        }
    }

    static byte[] bytes(Map<Integer, SharePair> pairs) {
        ByteBuffer bytes = ByteBuffer.allocate(pairs.size() * ENTRY_BYTES);
        new TreeMap<>(pairs)
                .forEach((holder, pair) -> bytes.put(holder.byteValue()).put(pair.bytes()));
        return bytes.array();
    }

    /** Empty if they are not the bytes of pairs in the order of their indices, from 1 to n. */
    static Optional<Map<Integer, SharePair>> readAll(byte[] bytes, int holders) {
        Map<Integer, SharePair> pairs = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int last = 0;
        while (in.remaining() >= ENTRY_BYTES) {
            int holder = in.get();
            byte[] pair = new byte[BYTES];
            in.get(pair);
            Optional<SharePair> read = read(pair);
            if (holder <= last || holder > holders || read.isEmpty()) {
                return Optional.empty();
            }
            pairs.put(holder, read.get());
            last = holder;
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(pairs);
    }

    @Override
    public String toString() {
        return "SharePair(secret)";
    }
}
