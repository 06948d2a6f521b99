package io.mistnet.node.authorisation;

import io.mistnet.node.identity.Identity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The asker's side: signs authorisations for its own cases, and uses one again while it is valid and enough is left of it. It counts what it hands out
 * itself, which saves refused requests; the holders' counts are those that bind. Nothing of it is stored: after a restart new ones are issued.
 *
 * <p>A bulk goes by {@link #draft}, the supervisor's signature over it ({@link Signature#approving}, made where the supervisor's key is), and the
 * {@link Approval} of both, which is handed in with each {@link #authorise}. An approval serves those alone who have it: the same case and legal basis,
 * which an investigator is free to write, give nobody another's approval.
 *
 * <p>Thread-safe.
 */
public final class AuthorisationIssuer {

    private final AuthorisationTerms terms;
    private final IssuingPolicy policy;
    private final Identity identity;
    private final AuthorisationCheck check;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<Grounds, Issued> issued = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Approval, Issued> approved = new LinkedHashMap<>(16, 0.75f, true);

    /** @param check the holders' check: what they would refuse is not issued */
    public AuthorisationIssuer(
            AuthorisationTerms terms,
            IssuingPolicy policy,
            Identity identity,
            AuthorisationCheck check,
            InstantSource clock,
            SecureRandom random) {
        if (policy.validity().compareTo(terms.longestValidity()) > 0) {
            throw new IllegalArgumentException("authorisations valid for %s; the network allows %s"
                    .formatted(policy.validity(), terms.longestValidity()));
        }
        this.terms = terms;
        this.policy = policy;
        this.identity = identity;
        this.check = check;
        this.clock = clock;
        this.random = random;
    }

    /**
     * An authorisation good for {@code evaluations} more, which are counted as used by it: the approved one while it serves, and otherwise, for as many as go without a supervisor, one of the institution alone.
     *
     * @throws SupervisorMissingException where they are more than the four-eyes limit, and no approval was handed in that has so many left
     * @throws AuthorisationRefusedException where the holders would refuse the approval: other grounds, another key's signature, or too late
     * @throws IllegalArgumentException where the case reference or the legal basis cannot stand in an authorisation
     */
    public synchronized SignedAuthorisation authorise(Mandate mandate, long evaluations)
            throws SupervisorMissingException, AuthorisationRefusedException {
        requireSome(evaluations);
        Instant now = clock.instant();
        if (mandate.approval().isPresent()) {
            Approval approval = mandate.approval().get();
            requireSame(mandate.grounds(), approval.draft());
            Issued last = approved.get(approval);
            Issued serving = last != null
                    ? last
                    : new Issued(signed(approval), now, approval.draft().quota());
            if (serving.servesFor(evaluations, now)) {
                keep(approved, approval, serving.less(evaluations), now);
                return serving.signed;
            }
        }
        return authorise(mandate.grounds(), evaluations);
    }

    private static void requireSome(long evaluations) {
        if (evaluations < 1) {
            throw new IllegalArgumentException("expected at least one evaluation");
        }
    }

    private static void requireSame(Grounds grounds, Authorisation draft) throws AuthorisationRefusedException {
        if (!grounds.equals(new Grounds(draft.caseReference(), draft.legalBasis(), draft.purpose()))) {
            throw new AuthorisationRefusedException(
                    AuthorisationRefusedException.Reason.BAD_SUPERVISOR,
                    "the approval is for another case, legal basis or purpose");
        }
    }

    /**
     * The same without an approval.
     *
     * @throws SupervisorMissingException where they are more than the four-eyes limit
     */
    public synchronized SignedAuthorisation authorise(Grounds grounds, long evaluations)
            throws SupervisorMissingException {
        requireSome(evaluations);
        Instant now = clock.instant();
        Issued last = issued.get(grounds);
        if (last != null && last.servesFor(evaluations, now)) {
            issued.put(grounds, last.less(evaluations));
            return last.signed;
        }
        if (terms.needsSupervisor(evaluations)) {
            throw new SupervisorMissingException(evaluations, terms.fourEyesAbove());
        }
        long quota = Math.max(evaluations, Math.min(policy.quota(), terms.fourEyesAbove()));
        SignedAuthorisation signed = sign(draft(grounds, quota), Optional.empty());
        keep(issued, grounds, new Issued(signed, now, quota - evaluations), now);
        return signed;
    }

    /**
     * What a supervisor is to sign for {@code quota} evaluations.
     *
     * @throws IllegalArgumentException where the grounds or the quota cannot stand in an authorisation
     */
    public Authorisation draft(Grounds grounds, long quota) {
        return Authorisation.draft(
                terms.network(),
                identity.institution(),
                grounds,
                clock.instant().plus(policy.validity()),
                quota,
                random);
    }

    /**
     * Whether holders would take it now, whatever was used of it.
     *
     * @throws AuthorisationRefusedException where they would refuse it: another key's signature, or too late
     */
    public void requireValid(Approval approval) throws AuthorisationRefusedException {
        signed(approval);
    }

    private SignedAuthorisation signed(Approval approval) throws AuthorisationRefusedException {
        Authorisation draft = approval.draft();
        SignedAuthorisation signed = sign(draft, Optional.of(approval.supervisor()));
        check.check(identity.institution(), signed.bytes(), draft.purpose());
        return signed;
    }

    /** Forgets an authorisation that holders refused or did not answer to: the next is a new one. What was counted of an approved one is forgotten; the holders' count binds. */
    public synchronized void discard(SignedAuthorisation refused) {
        issued.values().removeIf(kept -> kept.signed.equals(refused));
        approved.values().removeIf(kept -> kept.signed.equals(refused));
    }

    private SignedAuthorisation sign(Authorisation authorisation, Optional<Signature> supervisor) {
        Signature own = Signature.of(identity.sign(AuthorisationCodec.statement(authorisation)));
        return new SignedAuthorisation(authorisation, own, supervisor);
    }

    private <K> void keep(Map<K, Issued> kept, K key, Issued fresh, Instant now) {
        kept.values().removeIf(old -> !old.signed.authorisation().expires().isAfter(now));
        kept.put(key, fresh);
        if (kept.size() > policy.mostCached()) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    private record Issued(SignedAuthorisation signed, Instant from, long left) {

        /** Not in the last tenth of its validity: it has to reach the holders, whose clocks may be ahead. */
        boolean servesFor(long evaluations, Instant now) {
            Instant expires = signed.authorisation().expires();
            Instant last = expires.minus(Duration.between(from, expires).dividedBy(10));
            return left >= evaluations && !now.isBefore(from) && now.isBefore(last);
        }

        Issued less(long evaluations) {
            return new Issued(signed, from, left - evaluations);
        }
    }
}
