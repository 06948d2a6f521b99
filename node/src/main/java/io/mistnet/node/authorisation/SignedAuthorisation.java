package io.mistnet.node.authorisation;

import java.util.Optional;

/**
 * An authorisation with its signatures, as it travels. That the bytes could be read says nothing of the signatures; {@link AuthorisationCheck} does.
 *
 * @param authorisation what is stated
 * @param institution the institution's signature
 * @param supervisor the signature of the institution's supervisor, where there is one
 */
public record SignedAuthorisation(Authorisation authorisation, Signature institution, Optional<Signature> supervisor) {

    /** Longest {@link #bytes}. */
    public static final int MOST_BYTES = AuthorisationCodec.MOST_BYTES;

    /** What is sent to a holder. */
    public byte[] bytes() {
        return AuthorisationCodec.encode(this);
    }

    /** @throws AuthorisationRefusedException where the bytes are no signed authorisation */
    public static SignedAuthorisation read(byte[] bytes) throws AuthorisationRefusedException {
        return AuthorisationCodec.decode(bytes);
    }
}
