package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.BatchRunner;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.LookupDesk;

/** What the pages of lookups work with. */
public record LookupServices(
        Cases cases,
        CaseHistory history,
        CaseLookups lookups,
        LookupDesk desk,
        Batches batches,
        BatchReading reading,
        BatchRunner runner,
        Approvals approvals) {}
