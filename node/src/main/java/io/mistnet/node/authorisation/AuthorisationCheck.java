package io.mistnet.node.authorisation;

import io.mistnet.node.authorisation.AuthorisationRefusedException.Reason;
import io.mistnet.node.network.SigningKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A holder's check of an authorisation. What passes it is genuine and in force; whether evaluations are left is the {@link QuotaLedger}'s to say.
 *
 * <p><b>What it is for.</b> One evaluation is one guess at a selector. So each has to be somebody's answerable decision: the institution's signature
 * binds it, for a case and a legal basis that a supervisory authority can ask about later, and a bulk of them also needs a second person.
 *
 * <p><b>Security.</b> Ed25519 keys pinned in the network file; the statement has one encoding and names network, institution, purpose and expiry, so it
 * is good nowhere else. The supervisor signs other bytes than the institution, with another key. A node that lies about its case is not detected: the
 * holder cannot look into the institution's files.
 *
 * <p>Thread-safe.
 */
public final class AuthorisationCheck {

    private final AuthorisationTerms terms;
    private final SignatoryKeys keys;
    private final InstantSource clock;

    public AuthorisationCheck(AuthorisationTerms terms, SignatoryKeys keys, InstantSource clock) {
        this.terms = terms;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Checks what a peer shows.
     *
     * @param peer the institution whose certificate the link was made with
     * @param bytes the signed authorisation as received
     * @param purpose what the peer wants evaluations for
     * @throws AuthorisationRefusedException with the first thing that is wrong
     */
    public SignedAuthorisation check(String peer, byte[] bytes, Purpose purpose) throws AuthorisationRefusedException {
        SignedAuthorisation signed = SignedAuthorisation.read(bytes);
        Authorisation authorisation = signed.authorisation();
        if (!authorisation.network().equals(terms.network())) {
            throw refused(
                    Reason.OTHER_NETWORK,
                    "it is for the network file %s, not %s",
                    authorisation.network(),
                    terms.network());
        }
        if (!authorisation.institution().equals(peer)) {
            throw refused(
                    Reason.OTHER_INSTITUTION,
                    "it is that of %s and was shown by %s",
                    authorisation.institution(),
                    peer);
        }
        requireInstitution(signed, peer);
        requireInForce(authorisation);
        if (authorisation.purpose() != purpose) {
            throw refused(Reason.OTHER_PURPOSE, "its purpose is %s, not %s", authorisation.purpose(), purpose);
        }
        requireSupervisor(signed);
        return signed;
    }

    private void requireInstitution(SignedAuthorisation signed, String peer) throws AuthorisationRefusedException {
        byte[] statement = AuthorisationCodec.statement(signed.authorisation());
        if (!keys.institution(peer)
                .map(key -> signed.institution().isBy(key, statement))
                .orElse(false)) {
            throw refused(Reason.BAD_SIGNATURE, "its signature is not that of %s over this statement", peer);
        }
    }

    private void requireInForce(Authorisation authorisation) throws AuthorisationRefusedException {
        Instant now = clock.instant();
        if (!authorisation.expires().isAfter(now)) {
            throw refused(Reason.EXPIRED, "it expired at %s, and it is %s", authorisation.expires(), now);
        }
        if (authorisation.expires().isAfter(now.plus(terms.longestValidity()))) {
            throw refused(
                    Reason.VALID_TOO_LONG,
                    "it expires at %s; the network allows %s from now, %s",
                    authorisation.expires(),
                    terms.longestValidity(),
                    now);
        }
    }

    /** A supervisor's signature must be right wherever there is one, since the ledger counts what it stands for differently. */
    private void requireSupervisor(SignedAuthorisation signed) throws AuthorisationRefusedException {
        Authorisation authorisation = signed.authorisation();
        Optional<Signature> approval = signed.supervisor();
        if (approval.isEmpty()) {
            if (terms.needsSupervisor(authorisation.quota())) {
                throw refused(
                        Reason.SUPERVISOR_MISSING,
                        "a quota of %d needs the signature of the institution's supervisor; without it at most %d are allowed",
                        authorisation.quota(),
                        terms.fourEyesAbove());
            }
            return;
        }
        String institution = authorisation.institution();
        SigningKey supervisor = keys.supervisor(institution)
                .orElseThrow(() ->
                        refused(Reason.BAD_SUPERVISOR, "the network file lists no supervisor for %s", institution));
        if (keys.institution(institution).equals(Optional.of(supervisor))) {
            throw refused(
                    Reason.BAD_SUPERVISOR,
                    "the network file lists the node's own key as the supervisor's for %s; two people need two keys",
                    institution);
        }
        if (!approval.get().isBy(supervisor, AuthorisationCodec.approval(authorisation))) {
            throw refused(
                    Reason.BAD_SUPERVISOR,
                    "its second signature is not that of the supervisor of %s over this statement",
                    institution);
        }
    }

    private static AuthorisationRefusedException refused(Reason reason, String format, Object... values) {
        return new AuthorisationRefusedException(reason, format.formatted(values));
    }
}
