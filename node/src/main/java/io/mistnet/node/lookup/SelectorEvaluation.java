package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.authorisation.SupervisorMissingException;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.oprf.HoldersAwayException;
import io.mistnet.node.oprf.OprfEvaluator;
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
    List<SelectorTags> tags(int keyEpoch, List<Selector> selectors, Grounds grounds) throws LookupFailedException {
        Map<Selector, SelectorTags> tags = tagsOf(keyEpoch, selectors, grounds);
        List<SelectorTags> inOrder = new ArrayList<>(selectors.size());
        selectors.forEach(selector -> inOrder.add(tags.get(selector)));
        return inOrder;
    }

    /** The tags by selector. */
    Map<Selector, SelectorTags> tagsOf(int keyEpoch, List<Selector> selectors, Grounds grounds)
            throws LookupFailedException {
        List<Selector> different = List.copyOf(new LinkedHashSet<>(selectors));
        Map<Selector, SelectorTags> tags = new HashMap<>();
        if (different.isEmpty()) {
            return tags;
        }
        SignedAuthorisation authorisation = authorised(grounds, different.size());
        try {
            List<byte[]> outputs = evaluator.evaluate(
                    keyEpoch, different.stream().map(Selector::input).toList(), authorisation);
            byte[] context = evaluator.keyContext(keyEpoch);
            for (int i = 0; i < outputs.size(); i++) {
                tags.put(different.get(i), SelectorTags.of(outputs.get(i), context, keyEpoch, occurrences));
            }
            return tags;
        } catch (HoldersAwayException e) {
            // What a supervisor has signed cannot be issued anew, and serves when the holders are back.
            if (authorisation.supervisor().isEmpty()) {
                issuer.discard(authorisation);
            }
            throw new LookupFailedException(
                    e.hasRefusal() ? Kind.REFUSED : Kind.AWAY, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupFailedException(Kind.AWAY, "the lookup was interrupted", e);
        }
    }

    private SignedAuthorisation authorised(Grounds grounds, int evaluations) throws LookupFailedException {
        try {
            return issuer.authorise(grounds, evaluations);
        } catch (SupervisorMissingException e) {
            throw new LookupFailedException(Kind.APPROVAL, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new LookupFailedException(Kind.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
