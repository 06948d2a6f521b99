package io.mistnet.node.lookup.http;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BatchResults;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.retrieval.RecordId;
import java.time.Duration;
import java.util.List;

/**
 * The node's own role as an asker, with the patience of somebody who waits at a terminal.
 *
 * @param asker where the institution asks and contributes
 */
public record AskerInvestigations(AskerRole asker) implements Investigations {

    private static final Duration FOR_ONE = Duration.ofSeconds(30);
    private static final Duration FOR_MANY = Duration.ofMinutes(10);
    private static final Duration FOR_CHANGES = Duration.ofHours(2);

    @Override
    public LookupAnswer look(Selector selector, Asking asking, Disclosure disclosure) throws LookupFailedException {
        return asker.lookups().look(selector, asking, Deadline.in(FOR_ONE), disclosure);
    }

    @Override
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        return asker.lookups().lookAll(selectors, asking, Deadline.in(FOR_MANY), progress, disclosure);
    }

    @Override
    public RecordId newId() {
        return asker.contributions().newId();
    }

    @Override
    public void requireFits(Intelligence intelligence) {
        asker.contributions().requireFits(intelligence);
    }

    @Override
    public void change(List<RecordChange> changes, Asking asking, BatchResults results) throws LookupFailedException {
        asker.contributions().applyInBatches(changes, asking, Deadline.in(FOR_CHANGES), results);
    }

    @Override
    public Authorisation draft(Grounds grounds, long evaluations) {
        return asker.authorisations().draft(grounds, evaluations);
    }

    @Override
    public void requireValid(Approval approval) throws AuthorisationRefusedException {
        asker.authorisations().requireValid(approval);
    }
}
