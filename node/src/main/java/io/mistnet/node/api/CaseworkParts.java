package io.mistnet.node.api;

import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.BatchRunner;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseListings;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.CaseTeam;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.LookupDesk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** What the operations of an agency work with: the same that its pages do. */
public record CaseworkParts(
        Cases cases,
        CaseTeam team,
        CaseHistory history,
        CaseListings listings,
        CaseLookups lookups,
        LookupDesk desk,
        Batches batches,
        BatchReading reading,
        BatchRunner runner,
        Approvals approvals) {

    /**
     * All operations of an agency.
     *
     * @param workers where what blocks runs
     * @param patience for how long whoever looks up waits for the answer
     */
    public List<ApiSection> sections(Executor workers, Duration patience) {
        return List.of(
                new CaseOperations(cases, team, history, listings),
                new LookupOperations(cases, lookups, listings, desk, workers, patience),
                new BatchOperations(cases, batches, reading, runner, listings),
                new ApprovalOperations(approvals, listings));
    }
}
