package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.ApprovalDraft;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.BatchRunner;
import io.mistnet.node.casework.BatchState;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.CaseStore;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.ListSeal;
import io.mistnet.node.casework.LookupDesk;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.TestConsole;
import io.mistnet.node.console.approval.ApprovalSection;
import io.mistnet.node.console.casework.Labels;
import io.mistnet.node.console.lookup.LookupSection;
import io.mistnet.node.console.lookup.LookupServices;
import io.mistnet.node.lookup.http.AskerInvestigations;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.network.Institution;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the agency police over a real lookup: holders, a host and encryption. */
@Tag("slow")
final class InvestigatorsOverLookupTest {

    private static final long FOUR_EYES_ABOVE = 2;
    private static final String PHONE = "+491701234501";

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorService batchThread = Executors.newSingleThreadExecutor();

    private LookupNodes nodes;
    private RelationalDatabase database;
    private BatchReading reading;
    private Approvals approvals;
    private TestConsole console;
    private TestConsole.Client ida;
    private TestConsole.Client sue;

    @BeforeEach
    void start() throws Exception {
        nodes = new LookupNodes(folder).started();
        Contributions fiu = nodes.asker("fiu").contributions();
        fiu.apply(
                List.of(new RecordChange.Add(fiu.newId(), LookupNodes.phone(1), LookupNodes.intelligence("desk 7"))),
                LookupNodes.ASKING,
                LookupNodes.soon(),
                Progress.NONE);
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        CaseStore store = new CaseStore(database, Clock.systemUTC(), event -> {});
        Investigations investigations = new AskerInvestigations(nodes.asker("police"));
        ListSeal seal = ListSeal.openIn(folder);
        BatchRunner runner = new BatchRunner(store, investigations, seal, batchThread);
        approvals = new Approvals(store, investigations, runner, seal);
        reading = new BatchReading(store);
        LookupServices services = new LookupServices(
                new Cases(store, 1),
                new CaseHistory(store),
                new CaseLookups(store),
                new LookupDesk(store, investigations, threads),
                new Batches(store, runner, approvals, FOUR_EYES_ABOVE),
                reading,
                runner,
                approvals);
        console = new TestConsole(List.of(
                responder -> new LookupSection(responder, services, labels(responder)),
                responder -> new ApprovalSection(responder, approvals, labels(responder))));
        ida = console.as("ida", UserRole.INVESTIGATOR);
        sue = console.as("sue", UserRole.SUPERVISOR);
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        threads.shutdownNow();
        batchThread.shutdownNow();
        database.close();
        nodes.close();
    }

    @Test
    void anInvestigatorFindsWhatAnotherAgencyContributedAndSeesWhoLearnedWhat() throws Exception {
        String page = answer(asked(PHONE));

        assertThat(page)
                .contains("One record", "Mule account", name("fiu"), "desk 7", "2026-03-01")
                .contains("learned that " + name("police") + " had one selector evaluated, in the case OP-1");
        assertThat(LookupNodes.HOLDERS.stream().filter(holder -> page.contains(name(holder))))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(answer(asked("+491701234502"))).contains("Nothing found");
    }

    @Test
    void aListIsAskedWithTheSupervisorsSignatureAndAFailureSaysWhoIsMissing() throws Exception {
        asked(PHONE);
        HttpResponse<String> upload = ida.upload(
                "/lookups/batches",
                Map.of("case", "1"),
                "file",
                "+491701234503\n+491701234501\n+491701234504\n+491701234505\n".getBytes(StandardCharsets.UTF_8));
        long batch = idOf(upload);
        ida.post(
                "/lookups/batches/" + batch + "/request",
                Map.of("version", "1", "reason", "contacts", "again", "true"));
        String draft = sue.get("/approvals/1/draft").body();
        String signed = Approval.of(
                        ApprovalDraft.read(draft).authorisation(),
                        Objects.requireNonNull(nodes.trial.supervisors().get("police")))
                .text();
        assertThat(sue.post("/approvals/1/approve", Map.of("version", "1", "approval", signed))
                        .statusCode())
                .isEqualTo(303);

        assertThat(ended(batch)).isEqualTo(BatchState.ANSWERED);
        assertThat(ida.get("/lookups/batches/" + batch).body())
                .contains("One line of 4 with records", "had 4 different selectors evaluated");

        for (String holder : LookupNodes.HOLDERS) {
            nodes.stop(holder);
        }
        assertThat(answer(asked("+491701234509"))).contains("The others cannot be reached", "2 holders", "Try again");
    }

    private long asked(String selector) throws Exception {
        boolean isFirst = !ida.get("/lookups").body().contains("<option value=\"1\"");
        Map<String, String> grounds = isFirst
                ? Map.of("case", "new", "reference", "OP-1", "title", "A case", "basis", "Police Act, section 24")
                : Map.of("case", "1", "basis", "Police Act, section 24");
        Map<String, String> form = new HashMap<>(grounds);
        form.put("selector", selector);
        return idOf(ida.post("/lookups", form));
    }

    /** The page, when the lookup has ended. */
    private String answer(long id) throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        String page = ida.get("/lookups/" + id).body();
        while (page.contains("<progress") && Instant.now().isBefore(end)) {
            ida.getFragment("/lookups/" + id + "/outcome");
            page = ida.get("/lookups/" + id).body();
        }
        return page;
    }

    private BatchState ended(long batch) throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        while (reading.require(batch).state().isUnderWay() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        return reading.require(batch).state();
    }

    private String name(String institution) {
        return nodes.network.institution(institution).name();
    }

    private Labels labels(Responder responder) {
        return new Labels(
                responder.texts(),
                nodes.network.institutions().stream().collect(Collectors.toMap(Institution::id, Institution::name)),
                name("police"));
    }

    private static long idOf(HttpResponse<String> response) {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }
}
