package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Mandate;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.authorisation.SupervisorMissingException;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.oprf.EvaluationTerms;
import io.mistnet.node.oprf.HoldersAwayException;
import io.mistnet.node.oprf.OprfEvaluator;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Turns selectors into tags, with an authorisation of this institution and the help of t holders. Selectors that come twice are evaluated once. */
final class SelectorEvaluation {

    private final OprfEvaluator evaluator;
    private final AuthorisationIssuer issuer;
    private final int occurrences;

    SelectorEvaluation(OprfEvaluator evaluator, AuthorisationIssuer issuer, int occurrences) {
        this.evaluator = evaluator;
        this.issuer = issuer;
        this.occurrences = occurrences;
    }

    /** The selectors' tags under a key epoch, in the selectors' order. */
    List<SelectorTags> tags(
            int keyEpoch, List<Selector> selectors, Mandate mandate, Deadline deadline, Disclosure disclosure)
            throws LookupFailedException {
        Map<Selector, SelectorTags> tags = tagsOf(keyEpoch, selectors, mandate, deadline, disclosure);
        List<SelectorTags> inOrder = new ArrayList<>(selectors.size());
        selectors.forEach(selector -> inOrder.add(tags.get(selector)));
        return inOrder;
    }

    /** The tags by selector. */
    Map<Selector, SelectorTags> tagsOf(
            int keyEpoch, List<Selector> selectors, Mandate mandate, Deadline deadline, Disclosure disclosure)
            throws LookupFailedException {
        List<Selector> different = List.copyOf(new LinkedHashSet<>(selectors));
        Map<Selector, SelectorTags> tags = new HashMap<>();
        if (different.isEmpty()) {
            return tags;
        }
        SignedAuthorisation authorisation = authorised(mandate, different.size());
        disclosure.evaluated(different.size());
        try {
            List<byte[]> outputs = evaluator.evaluate(
                    keyEpoch,
                    different.stream().map(Selector::input).toList(),
                    new EvaluationTerms(authorisation, deadline, disclosure));
            byte[] context = evaluator.keyContext(keyEpoch, deadline);
            for (int i = 0; i < outputs.size(); i++) {
                tags.put(different.get(i), SelectorTags.of(outputs.get(i), context, keyEpoch, occurrences));
            }
            return tags;
        } catch (HoldersAwayException e) {
            issuer.discard(authorisation);
            throw away(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What records under a key epoch are bound to: 32 bytes. */
    byte[] keyContext(int keyEpoch, Deadline deadline) throws LookupFailedException {
        try {
            return evaluator.keyContext(keyEpoch, deadline);
        } catch (HoldersAwayException e) {
            throw away(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static LookupFailedException away(HoldersAwayException e) {
        return new LookupFailedException(e.hasRefusal() ? Kind.REFUSED : Kind.AWAY, String.valueOf(e.getMessage()), e);
    }

    private static LookupFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LookupFailedException(Kind.AWAY, "the lookup was interrupted", e);
    }

    private SignedAuthorisation authorised(Mandate mandate, int evaluations) throws LookupFailedException {
        try {
            return issuer.authorise(mandate, evaluations);
        } catch (SupervisorMissingException | AuthorisationRefusedException e) {
            throw new LookupFailedException(Kind.APPROVAL, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new LookupFailedException(Kind.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
