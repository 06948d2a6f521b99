package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.oprf.KeyStatement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A key statement with holders' signatures. Each signs the statement together with the transcript of the run that made it: signatures of all n say that all saw the same broadcasts.
 *
 * @param statement what is signed
 * @param transcript the hash of the run's broadcasts
 * @param signatures by holder, 64 bytes each; unchecked
 */
record SignedStatement(KeyStatement statement, Sha256 transcript, SortedMap<Integer, byte[]> signatures) {

    private static final byte[] DOMAIN = "mistnet oprf key endorsement 1".getBytes(StandardCharsets.US_ASCII);

    SignedStatement {
        signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
    }

    /** What a holder signs. */
    static byte[] message(KeyStatement statement, Sha256 transcript) {
        byte[] bytes = statement.toBytes();
        return ByteBuffer.allocate(DOMAIN.length + Sha256.BYTES + bytes.length)
                .put(DOMAIN)
                .put(transcript.bytes())
                .put(bytes)
                .array();
    }

    byte[] message() {
        return message(statement, transcript);
    }

    /** Whether the other one is of the same statement and transcript. */
    boolean agreesWith(SignedStatement other) {
        return statement.equals(other.statement) && transcript.equals(other.transcript);
    }

    /** The same with those signatures only that are right by the network file. */
    SignedStatement verified(Holders holders) {
        byte[] message = message();
        TreeMap<Integer, byte[]> right = new TreeMap<>(signatures);
        right.entrySet()
                .removeIf(entry ->
                        entry.getKey() > holders.count() || !holders.signed(entry.getKey(), message, entry.getValue()));
        return new SignedStatement(statement, transcript, right);
    }

    /** The same with one more signature, or another one. */
    SignedStatement with(int holder, byte[] signature) {
        TreeMap<Integer, byte[]> more = new TreeMap<>(signatures);
        more.put(holder, signature);
        return new SignedStatement(statement, transcript, more);
    }

    /** Whether there is a signature of each holder. */
    boolean isComplete(Holders holders) {
        return signatures.size() == holders.count();
    }

    /** What the statement is known by. */
    Sha256 hash() {
        return Sha256.of(statement.toBytes());
    }
}
