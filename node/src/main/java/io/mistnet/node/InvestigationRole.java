package io.mistnet.node;

import io.mistnet.node.api.CaseworkParts;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.BatchRunner;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.CaseGraphs;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseList;
import io.mistnet.node.casework.CaseListings;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.CaseStore;
import io.mistnet.node.casework.CaseTeam;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.ListSeal;
import io.mistnet.node.casework.LookupDesk;
import io.mistnet.node.casework.Retention;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.approval.ApprovalSection;
import io.mistnet.node.console.cases.CaseSection;
import io.mistnet.node.console.cases.CaseServices;
import io.mistnet.node.console.casework.Labels;
import io.mistnet.node.console.lookup.LookupSection;
import io.mistnet.node.console.lookup.LookupServices;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.lookup.http.LookupWorkers;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An institution's investigations: cases, lookups in them, lists, and what a supervisor approves. */
final class InvestigationRole {

    private static final Logger LOG = LoggerFactory.getLogger(InvestigationRole.class);
    private static final long RETENTION_HOURS = 1;

    /** How long an operation waits for a lookup's answer before it says where to find it later. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final LookupServices lookups;
    private final CaseServices cases;
    private final CaseListings listings;
    private final Network network;
    private final Institution own;

    /** Goes on with what was under way when the node stopped, and deletes what is due from now on. */
    InvestigationRole(
            Network network,
            Institution own,
            Investigations investigations,
            RelationalDatabase database,
            AuditLog audit,
            ListSeal seal,
            int leastRetentionDays,
            InstantSource clock,
            Resources resources) {
        this.network = network;
        this.own = own;
        LookupWorkers workers = new LookupWorkers();
        resources.add("lookups in cases", workers);
        ScheduledExecutorService batchWorker = thread("mistnet-batches");
        resources.add("lists in cases", batchWorker::shutdownNow);
        ScheduledExecutorService keeper = thread("mistnet-retention");
        resources.add("the deletion of old cases", keeper::shutdownNow);

        CaseStore store = new CaseStore(database, clock, audit::append);
        BatchRunner runner = new BatchRunner(store, investigations, seal, batchWorker);
        Approvals approvals = new Approvals(store, investigations, runner, seal);
        LookupDesk desk = new LookupDesk(store, investigations, workers);
        CaseHistory history = new CaseHistory(store);
        CaseLookups kept = new CaseLookups(store);
        BatchReading reading = new BatchReading(store);
        long fourEyesAbove = network.lookup().orElseThrow().fourEyesAbove();
        lookups = new LookupServices(
                new Cases(store, leastRetentionDays),
                history,
                kept,
                desk,
                new Batches(store, runner, approvals, fourEyesAbove),
                reading,
                runner,
                approvals);
        cases = new CaseServices(
                lookups.cases(),
                new CaseList(store),
                new CaseTeam(store),
                history,
                kept,
                reading,
                new CaseGraphs(store),
                store.people());
        listings = new CaseListings(store);
        desk.recover();
        runner.recover();
        Retention retention = new Retention(store, leastRetentionDays);
        keeper.scheduleWithFixedDelay(() -> enforce(retention), 0, RETENTION_HOURS, TimeUnit.HOURS);
    }

    List<Function<Responder, ConsoleSection>> sections() {
        return List.of(
                responder -> new LookupSection(responder, lookups, labels(responder)),
                responder -> new CaseSection(responder, cases, labels(responder)),
                responder -> new ApprovalSection(responder, lookups.approvals(), labels(responder)));
    }

    /** @param waiting where operations wait for answers */
    List<ApiSection> operations(Executor waiting) {
        return new CaseworkParts(
                        lookups.cases(),
                        cases.team(),
                        lookups.history(),
                        listings,
                        lookups.lookups(),
                        lookups.desk(),
                        lookups.batches(),
                        lookups.reading(),
                        lookups.runner(),
                        lookups.approvals())
                .sections(waiting, ANSWER);
    }

    private Labels labels(Responder responder) {
        return new Labels(
                responder.texts(),
                network.institutions().stream().collect(Collectors.toMap(Institution::id, Institution::name)),
                own.name());
    }

    /** A database that is away at the moment is tried again an hour later. */
    private static void enforce(Retention retention) {
        try {
            retention.enforce();
        } catch (RuntimeException e) {
            LOG.warn("cases whose time has passed could not be deleted; tried again in an hour", e);
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
