package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.ApprovalFile;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.request.Deadline;
import java.util.List;
import java.util.Optional;

/** Lookups that the node makes by itself, on grounds that a supervisor may have approved for bulks. */
public final class ApprovedLookup implements BulkLookup {

    private final Lookups lookups;
    private final Optional<ApprovalFile> approval;

    /** @param approval where the approval is to be found; without one, no more is looked up in a day than goes without a supervisor */
    public ApprovedLookup(Lookups lookups, Optional<ApprovalFile> approval) {
        this.lookups = lookups;
        this.approval = approval;
    }

    @Override
    public synchronized List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Deadline deadline)
            throws LookupFailedException {
        Asking approved = asking.under(approval.flatMap(ApprovalFile::approval));
        try {
            return lookups.lookAll(selectors, approved, deadline, Progress.NONE);
        } catch (LookupFailedException e) {
            if (e.kind() != Kind.APPROVAL) {
                throw e;
            }
            throw new LookupFailedException(Kind.APPROVAL, "%s; %s".formatted(e.getMessage(), objection()), e);
        }
    }

    private String objection() {
        return approval.map(file -> file.objection().orElse("the approval on file has fewer evaluations left"))
                .orElse("node.conf names no approval");
    }
}
