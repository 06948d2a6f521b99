package io.mistnet.node.casework;

import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that a supervisor approve a batch.
 *
 * @param id in addresses of pages
 * @param batch the batch
 * @param caseId its case
 * @param caseReference what the institution calls that one
 * @param legalBasis on which legal basis
 * @param by who asks
 * @param owner where a token asks, who answers for it, by {@link User#id}
 * @param askedAt when
 * @param reason why so many
 * @param evaluations how many selectors are to be evaluated
 * @param draft what is to be signed, as text
 * @param expiresAt from when on the draft is void
 * @param state what became of it
 * @param decidedBy the supervisor who decided, if one has
 * @param decidedAt when
 * @param refusal why not; empty where nobody refused
 * @param version counts its changes
 */
public record ApprovalRequest(
        long id,
        long batch,
        long caseId,
        String caseReference,
        String legalBasis,
        Person by,
        Optional<String> owner,
        Instant askedAt,
        String reason,
        long evaluations,
        String draft,
        Instant expiresAt,
        ApprovalState state,
        Optional<Person> decidedBy,
        Optional<Instant> decidedAt,
        String refusal,
        long version) {

    public boolean isWaiting() {
        return state == ApprovalState.WAITING;
    }

    /** Whether somebody asked for it, themselves or by a token of theirs: then another one decides. */
    public boolean isOf(String user) {
        return by.id().equals(user) || owner.filter(user::equals).isPresent();
    }

    /** Whether a token asked for which nobody answers: then nobody knows who must not decide, and it is not approved. */
    public boolean isOfNobody() {
        return User.isToken(by.id()) && owner.isEmpty();
    }

    public boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "ApprovalRequest[%d, %s]".formatted(id, state);
    }
}
