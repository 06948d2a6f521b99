package io.mistnet.node.authorisation;

import io.mistnet.node.identity.SupervisorKey;
import java.util.Base64;

/**
 * A supervisor's yes to one authorisation, on its way to the institution's node, which adds its own signature ({@link AuthorisationIssuer#authorise}). No other institution can use it.
 *
 * @param draft what is approved
 * @param supervisor the supervisor's signature over it
 */
public record Approval(Authorisation draft, Signature supervisor) {

    private static final String HEADING = "mistnet-approval-1";

    /** Longest text of one. */
    static final int MOST_CHARACTERS = 2048;

    /** Approves a draft. */
    public static Approval of(Authorisation draft, SupervisorKey supervisor) {
        return new Approval(draft, Signature.approving(draft, supervisor));
    }

    /** One line of text: a heading, the statement, and the signature, in Base64. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "%s %s %s\n"
                .formatted(HEADING, base64.encodeToString(draft.bytes()), base64.encodeToString(supervisor.bytes()));
    }

    /** @throws AuthorisationRefusedException where the text is no approval; whether its signature is right, only {@link AuthorisationIssuer#requireValid} says */
    public static Approval read(String text) throws AuthorisationRefusedException {
        String[] words = text.strip().split(" ", -1);
        if (text.length() > MOST_CHARACTERS || words.length != 3 || !words[0].equals(HEADING)) {
            throw malformed();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return new Approval(Authorisation.read(base64.decode(words[1])), Signature.of(base64.decode(words[2])));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static AuthorisationRefusedException malformed() {
        return new AuthorisationRefusedException(
                AuthorisationRefusedException.Reason.MALFORMED,
                "the file is no approval; `mistnet authorise` writes one");
    }
}
