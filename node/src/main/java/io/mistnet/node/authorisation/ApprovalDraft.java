package io.mistnet.node.authorisation;

import java.util.Base64;

/**
 * What a supervisor is asked to approve, on its way from the node to where the supervisor's key is. {@link Approval} is the answer.
 *
 * @param authorisation what is to be signed
 */
public record ApprovalDraft(Authorisation authorisation) {

    private static final String HEADING = "mistnet-approval-request-1";

    /** Longest text of one. */
    public static final int MOST_CHARACTERS = 2048;

    /** One line of text: a heading, and the statement in Base64. */
    public String text() {
        return "%s %s\n".formatted(HEADING, Base64.getEncoder().encodeToString(authorisation.bytes()));
    }

    /** @throws AuthorisationRefusedException where the text is no draft */
    public static ApprovalDraft read(String text) throws AuthorisationRefusedException {
        String[] words = text.strip().split(" ", -1);
        if (text.length() > MOST_CHARACTERS || words.length != 2 || !words[0].equals(HEADING)) {
            throw malformed();
        }
        try {
            return new ApprovalDraft(Authorisation.read(Base64.getDecoder().decode(words[1])));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static AuthorisationRefusedException malformed() {
        return new AuthorisationRefusedException(
                AuthorisationRefusedException.Reason.MALFORMED,
                "the file asks for no approval; the console's page of the request hands one out");
    }
}
