package io.mistnet.node.authorisation;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an institution states, and signs, before a holder evaluates for it: who asks, in which case, on which legal basis, for what, until when and how
 * often. {@link #toString} leaves out the case and the basis, so that neither gets into a log.
 *
 * @param network the hash of the network file
 * @param institution whose statement it is
 * @param caseReference of the institution's own case: 1 to 128 bytes of UTF-8, no control characters
 * @param legalBasis the law or order that allows it: 1 to 256 bytes of UTF-8, no control characters
 * @param purpose what the evaluations are for
 * @param expires from when on it is void, in whole seconds
 * @param quota how many evaluations it is good for at each holder
 * @param serial which one it is
 */
public record Authorisation(
        Sha256 network,
        String institution,
        String caseReference,
        String legalBasis,
        Purpose purpose,
        Instant expires,
        long quota,
        Serial serial) {

    /** Most evaluations that one authorisation can be good for. */
    public static final long MOST_QUOTA = 1L << 32;

    static final int MOST_CASE_BYTES = 128;
    static final int MOST_BASIS_BYTES = 256;

    /** @throws IllegalArgumentException where a field is not as described; the message names the field, not its text */
    public Authorisation {
        if (!Institution.isId(institution)) {
            throw new IllegalArgumentException("institution: expected an id of the network file");
        }
        requireText("case reference", caseReference, MOST_CASE_BYTES);
        requireText("legal basis", legalBasis, MOST_BASIS_BYTES);
        if (quota < 1 || quota > MOST_QUOTA) {
            throw new IllegalArgumentException("quota: expected 1 to %d evaluations".formatted(MOST_QUOTA));
        }
        if (expires.getNano() != 0 || expires.getEpochSecond() < 0) {
            throw new IllegalArgumentException("expiry: expected whole seconds since 1970");
        }
    }

    /**
     * One that nobody has signed yet, with a new serial.
     *
     * @throws IllegalArgumentException where the grounds or the quota cannot stand in an authorisation
     */
    public static Authorisation draft(
            Sha256 network, String institution, Grounds grounds, Instant expires, long quota, SecureRandom random) {
        return new Authorisation(
                network,
                institution,
                grounds.caseReference(),
                grounds.legalBasis(),
                grounds.purpose(),
                expires.truncatedTo(ChronoUnit.SECONDS),
                quota,
                Serial.random(random));
    }

    /** Whether the text can stand in an authorisation; the caller's message then need not hold it. */
    private static void requireText(String field, String text, int mostBytes) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        boolean plain = text.equals(text.strip()) && text.codePoints().noneMatch(Authorisation::isUnseen);
        if (bytes < 1 || bytes > mostBytes || !plain) {
            throw new IllegalArgumentException(
                    "%s: expected 1 to %d bytes of text in one line, without spaces at its ends"
                            .formatted(field, mostBytes));
        }
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** The statement's bytes, on its way to a supervisor; they say all, case and basis too. */
    public byte[] bytes() {
        return AuthorisationCodec.statement(this);
    }

    /** @throws AuthorisationRefusedException where the bytes are no statement */
    public static Authorisation read(byte[] bytes) throws AuthorisationRefusedException {
        return AuthorisationCodec.decodeStatement(bytes);
    }

    @Override
    public String toString() {
        return "Authorisation[%s, %s, %s, quota=%d, expires=%s]"
                .formatted(institution, serial, purpose, quota, expires);
    }
}
