package io.mistnet.node.lookup.http;

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
import io.mistnet.protocols.retrieval.RecordId;
import java.util.List;

/** What the node does for the institution's investigators. Thread-safe; calls block. */
public interface Investigations {

    LookupAnswer look(Selector selector, Asking asking, Disclosure disclosure) throws LookupFailedException;

    List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Progress progress, Disclosure disclosure)
            throws LookupFailedException;

    /** @return an id for a new record */
    RecordId newId();

    /** @throws IllegalArgumentException where it does not fit into the network's labels */
    void requireFits(Intelligence intelligence);

    void change(List<RecordChange> changes, Asking asking, BatchResults results) throws LookupFailedException;

    /** @throws IllegalArgumentException where the grounds or the number cannot stand in an authorisation */
    Authorisation draft(Grounds grounds, long evaluations);

    /** @throws AuthorisationRefusedException where the holders would refuse what is asked under it */
    void requireValid(Approval approval) throws AuthorisationRefusedException;
}
