package io.mistnet.node.trace;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BatchResults;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.protocols.retrieval.RecordId;
import java.util.List;

/**
 * Lookups and contributions with a span each, which the requests sent for them belong to. The span says that there was one and how it ended; nothing of what was asked, nor how much, nor what was found.
 *
 * @param inner what carries them out
 * @param tracing where the spans go
 */
public record TracedInvestigations(Investigations inner, Tracing tracing) implements Investigations {

    @Override
    public LookupAnswer look(Selector selector, Asking asking, Disclosure disclosure) throws LookupFailedException {
        return tracing.within("lookup", () -> inner.look(selector, asking, disclosure));
    }

    @Override
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        return tracing.within("lookup of a list", () -> inner.lookAll(selectors, asking, progress, disclosure));
    }

    @Override
    public RecordId newId() {
        return inner.newId();
    }

    @Override
    public void requireFits(Intelligence intelligence) {
        inner.requireFits(intelligence);
    }

    @Override
    public void change(List<RecordChange> changes, Asking asking, BatchResults results) throws LookupFailedException {
        tracing.within("contribution", () -> {
            inner.change(changes, asking, results);
            return true;
        });
    }

    @Override
    public Authorisation draft(Grounds grounds, long evaluations) {
        return inner.draft(grounds, evaluations);
    }

    @Override
    public void requireValid(Approval approval) throws AuthorisationRefusedException {
        inner.requireValid(approval);
    }
}
