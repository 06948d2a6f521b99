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
 * <p>A bulk goes by {@link #draft}, the supervisor's signature over it ({@link Signature#approving}, made where the supervisor's key is), and
 * {@link #approve}; then {@link #authorise} hands it out like any other.
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
     * An authorisation good for {@code evaluations} more, which are counted as used by it.
     *
     * @throws SupervisorMissingException where they are more than the four-eyes limit, and no approved authorisation has so many left
     * @throws IllegalArgumentException where the case reference or the legal basis cannot stand in an authorisation
     */
    public synchronized SignedAuthorisation authorise(Grounds grounds, long evaluations)
            throws SupervisorMissingException {
        if (evaluations < 1) {
            throw new IllegalArgumentException("expected at least one evaluation");
        }
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
        keep(grounds, new Issued(signed, now, quota - evaluations), now);
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
     * Signs a draft that its supervisor has signed, and keeps it for {@link #authorise}.
     *
     * @throws AuthorisationRefusedException where the holders would refuse it: another key's signature, or too late
     */
    public synchronized SignedAuthorisation approve(Authorisation draft, Signature supervisor)
            throws AuthorisationRefusedException {
        SignedAuthorisation signed = sign(draft, Optional.of(supervisor));
        check.check(identity.institution(), signed.bytes(), draft.purpose());
        Instant now = clock.instant();
        keep(
                new Grounds(draft.caseReference(), draft.legalBasis(), draft.purpose()),
                new Issued(signed, now, draft.quota()),
                now);
        return signed;
    }

    /** Forgets an authorisation that a holder refused, so that the next is a new one. */
    public synchronized void discard(SignedAuthorisation refused) {
        issued.values().removeIf(kept -> kept.signed.equals(refused));
    }

    private SignedAuthorisation sign(Authorisation authorisation, Optional<Signature> supervisor) {
        Signature own = Signature.of(identity.sign(AuthorisationCodec.statement(authorisation)));
        return new SignedAuthorisation(authorisation, own, supervisor);
    }

    private void keep(Grounds grounds, Issued fresh, Instant now) {
        issued.values().removeIf(old -> !old.signed.authorisation().expires().isAfter(now));
        issued.put(grounds, fresh);
        if (issued.size() > policy.mostCached()) {
            issued.remove(issued.keySet().iterator().next());
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
