package io.mistnet.node.console.cases;

import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.CaseGraphs;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseList;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.CaseTeam;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.People;

/** What the pages of cases work with. */
public record CaseServices(
        Cases cases,
        CaseList list,
        CaseTeam team,
        CaseHistory history,
        CaseLookups lookups,
        BatchReading batches,
        CaseGraphs graphs,
        People people) {}
