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
    private boolean hasFailed;

    /** @param approval where the approval is to be found; without one, no more is looked up in a day than goes without a supervisor */
    public ApprovedLookup(Lookups lookups, Optional<ApprovalFile> approval) {
        this.lookups = lookups;
        this.approval = approval;
    }

    @Override
    public synchronized List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Deadline deadline)
            throws LookupFailedException {
        approval.ifPresent(file -> file.handIn(hasFailed));
        hasFailed = true;
        try {
            List<LookupAnswer> answers = lookups.lookAll(selectors, asking, deadline, Progress.NONE);
            hasFailed = false;
            return answers;
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
