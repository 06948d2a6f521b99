package io.mistnet.node.console.casework;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.audit.AuditIndex;
import io.mistnet.node.casework.Agency;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.TestConsole;
import io.mistnet.node.console.approval.ApprovalSection;
import io.mistnet.node.console.audit.AuditBook;
import io.mistnet.node.console.audit.AuditSection;
import io.mistnet.node.console.cases.CaseSection;
import io.mistnet.node.console.cases.CaseServices;
import io.mistnet.node.console.lookup.LookupSection;
import io.mistnet.node.console.lookup.LookupServices;
import io.mistnet.node.network.SigningKey;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All pages of an agency, over a database in a folder, with a fake lookup. */
public final class InvestigationPages implements AutoCloseable {

    public final RelationalDatabase database;
    public final Agency agency;
    public final TestConsole console;
    public final TestConsole.Client ida;
    public final TestConsole.Client jon;
    public final TestConsole.Client sue;
    public final TestConsole.Client auditor;

    /**
     * @param folder the node's
     * @param auditFolder where its audit log is
     * @param key by which that is signed
     */
    public InvestigationPages(Path folder, Path auditFolder, SigningKey key) throws Exception {
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        agency = new Agency(database);
        console = new TestConsole(List.of(
                responder -> new LookupSection(responder, lookupServices(), labels(responder)),
                responder -> new CaseSection(responder, caseServices(), labels(responder)),
                responder -> new ApprovalSection(responder, agency.approvals, labels(responder)),
                responder -> new AuditSection(
                        responder, new AuditBook(auditFolder, key, new AuditIndex(database, auditFolder)))));
        ida = console.as("ida", UserRole.INVESTIGATOR);
        jon = console.as("jon", UserRole.INVESTIGATOR);
        sue = console.as("sue", UserRole.SUPERVISOR);
        auditor = console.as("aud", UserRole.AUDITOR);
    }

    /** The id at the end of the address to which a response sends the browser. */
    public static long idOf(HttpResponse<String> response) {
        String location = response.headers()
                .firstValue("Location")
                .or(() -> response.headers().firstValue("HX-Redirect"))
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    private LookupServices lookupServices() {
        return new LookupServices(
                agency.cases,
                agency.history,
                agency.lookups,
                agency.desk,
                agency.batches,
                agency.reading,
                agency.runner,
                agency.approvals);
    }

    private CaseServices caseServices() {
        return new CaseServices(
                agency.cases,
                agency.list,
                agency.team,
                agency.history,
                agency.lookups,
                agency.reading,
                agency.graphs,
                agency.store.people());
    }

    private static Labels labels(Responder responder) {
        return new Labels(
                responder.texts(), Map.of("fiu", "Financial <Intelligence> Unit", "bank-2", "Bank Two"), "Police");
    }

    @Override
    public void close() {
        console.close();
        agency.close();
        database.close();
    }
}
