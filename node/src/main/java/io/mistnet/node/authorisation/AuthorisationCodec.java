package io.mistnet.node.authorisation;

import io.mistnet.node.network.Sha256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of authorisations. A statement has exactly one encoding, and only that is read; all numbers are big-endian:
 *
 * <pre>
 * statement: "mistnet authorisation 1" | network hash 32 | serial 16 | purpose 1 | expiry in seconds 8 | quota 8
 *            | three texts, each with its length in 2 bytes and UTF-8: institution, case reference, legal basis
 * signed:    statement length 2 | statement | the institution's signature 64 | nothing, or the supervisor's signature 64
 * </pre>
 */
final class AuthorisationCodec {

    /** Longest signed authorisation that is read. */
    static final int MOST_BYTES = 1024;

    private static final byte[] DOMAIN = "mistnet authorisation 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] APPROVAL = "mistnet supervisor 1".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_INSTITUTION_BYTES = 40;

    private AuthorisationCodec() {}

    /** What the institution signs. */
    static byte[] statement(Authorisation authorisation) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES)
                .put(DOMAIN)
                .put(authorisation.network().bytes())
                .put(authorisation.serial().bytes())
                .put((byte) authorisation.purpose().code())
                .putLong(authorisation.expires().getEpochSecond())
                .putLong(authorisation.quota());
        putText(bytes, authorisation.institution());
        putText(bytes, authorisation.caseReference());
        putText(bytes, authorisation.legalBasis());
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** What the supervisor signs: other bytes, so that one signature can never stand for both. */
    static byte[] approval(Authorisation authorisation) {
        byte[] statement = statement(authorisation);
        return ByteBuffer.allocate(APPROVAL.length + statement.length)
                .put(APPROVAL)
                .put(statement)
                .array();
    }

    static byte[] encode(SignedAuthorisation signed) {
        byte[] statement = statement(signed.authorisation());
        byte[] supervisor = signed.supervisor().map(Signature::bytes).orElse(new byte[0]);
        return ByteBuffer.allocate(2 + statement.length + Signature.BYTES + supervisor.length)
                .putShort((short) statement.length)
                .put(statement)
                .put(signed.institution().bytes())
                .put(supervisor)
                .array();
    }

    /** @throws AuthorisationRefusedException with {@code MALFORMED} where the bytes are no statement */
    static Authorisation decodeStatement(byte[] bytes) throws AuthorisationRefusedException {
        try {
            return readStatement(bytes);
        } catch (BufferUnderflowException e) {
            throw malformed("it ends too early");
        } catch (CharacterCodingException e) {
            throw malformed("a text that is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** @throws AuthorisationRefusedException with {@code MALFORMED} where the bytes are none */
    static SignedAuthorisation decode(byte[] bytes) throws AuthorisationRefusedException {
        if (bytes.length > MOST_BYTES) {
            throw malformed("longer than %d bytes".formatted(MOST_BYTES));
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte[] statement = take(in, Short.toUnsignedInt(in.getShort()), MOST_BYTES);
            Signature institution = Signature.of(take(in, Signature.BYTES, Signature.BYTES));
            Optional<Signature> supervisor = in.hasRemaining()
                    ? Optional.of(Signature.of(take(in, Signature.BYTES, Signature.BYTES)))
                    : Optional.empty();
            if (in.hasRemaining()) {
                throw malformed("%d bytes too many".formatted(in.remaining()));
            }
            return new SignedAuthorisation(decodeStatement(statement), institution, supervisor);
        } catch (BufferUnderflowException e) {
            throw malformed("it ends too early");
        }
    }

    private static Authorisation readStatement(byte[] statement)
            throws AuthorisationRefusedException, CharacterCodingException {
        ByteBuffer in = ByteBuffer.wrap(statement);
        if (!Arrays.equals(take(in, DOMAIN.length, DOMAIN.length), DOMAIN)) {
            throw malformed("not an authorisation of version 1");
        }
        Sha256 network = Sha256.ofDigest(take(in, Sha256.BYTES, Sha256.BYTES));
        Serial serial = Serial.of(take(in, Serial.BYTES, Serial.BYTES));
        Purpose purpose = purpose(in.get());
        Instant expires = expiry(in.getLong());
        long quota = in.getLong();
        String institution = text(in, MOST_INSTITUTION_BYTES);
        String caseReference = text(in, Authorisation.MOST_CASE_BYTES);
        String legalBasis = text(in, Authorisation.MOST_BASIS_BYTES);
        Authorisation read =
                new Authorisation(network, institution, caseReference, legalBasis, purpose, expires, quota, serial);
        if (!Arrays.equals(statement(read), statement)) {
            throw malformed("its statement has bytes that mean nothing");
        }
        return read;
    }

    private static Instant expiry(long seconds) throws AuthorisationRefusedException {
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw malformed("its expiry is no time");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static Purpose purpose(int code) throws AuthorisationRefusedException {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.code() == code) {
                return purpose;
            }
        }
        throw malformed("unknown purpose " + code);
    }

    private static void putText(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in, int mostBytes)
            throws AuthorisationRefusedException, CharacterCodingException {
        byte[] bytes = take(in, Short.toUnsignedInt(in.getShort()), mostBytes);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] take(ByteBuffer in, int length, int most) throws AuthorisationRefusedException {
        if (length > most) {
            throw malformed("a part of %d bytes; expected at most %d".formatted(length, most));
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static AuthorisationRefusedException malformed(String what) {
        return new AuthorisationRefusedException(AuthorisationRefusedException.Reason.MALFORMED, what);
    }
}
