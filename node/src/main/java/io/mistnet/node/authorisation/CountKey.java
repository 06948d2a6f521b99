package io.mistnet.node.authorisation;

import io.mistnet.node.network.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Under what something is counted: a kind, a time by which rows of the kind are in order and expire, and what is counted. Case references enter as
 * hashes only.
 *
 * @param hex kind 1 | time 8 | digest 32, or the first two alone
 */
record CountKey(String hex) {

    private static final byte AUTHORISATION = 'a';
    private static final byte INSTITUTION = 'i';
    private static final byte CASE = 'c';
    private static final byte LATEST = 't';

    /** Of one statement, whoever signed it and however often it is shown. */
    static CountKey ofAuthorisation(Authorisation authorisation) {
        return key(
                AUTHORISATION,
                authorisation.expires().getEpochSecond(),
                Sha256.of(AuthorisationCodec.statement(authorisation)).bytes());
    }

    static CountKey ofInstitution(String institution, long day) {
        return key(
                INSTITUTION,
                day,
                Sha256.of(institution.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    /** Of one institution's case. */
    static CountKey ofCase(Authorisation authorisation, long day) {
        // an id has no line feed, so no two pairs have the same text
        String name = authorisation.institution() + "\n" + authorisation.caseReference();
        return key(CASE, day, Sha256.of(name.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    /** The latest time that the ledger has seen. */
    static CountKey latest() {
        return key(LATEST, 0, new byte[0]);
    }

    /** The first key of authorisations that expire at {@code time} or later. */
    static CountKey authorisationsFrom(Instant time) {
        return key(AUTHORISATION, time.getEpochSecond(), new byte[0]);
    }

    static CountKey institutionsFrom(long day) {
        return key(INSTITUTION, day, new byte[0]);
    }

    static CountKey casesFrom(long day) {
        return key(CASE, day, new byte[0]);
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static CountKey key(byte kind, long time, byte[] digest) {
        byte[] bytes = ByteBuffer.allocate(1 + Long.BYTES + Sha256.BYTES)
                .put(kind)
                .putLong(time)
                .put(digest)
                .array();
        return new CountKey(HexFormat.of().formatHex(Arrays.copyOf(bytes, 1 + Long.BYTES + digest.length)));
    }
}
