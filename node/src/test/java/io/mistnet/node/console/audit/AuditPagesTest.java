package io.mistnet.node.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.casework.Agency;
import io.mistnet.node.console.casework.InvestigationPages;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditPagesTest {

    @TempDir
    private Path folder;

    private InvestigationPages pages;
    private AuditLog log;

    @BeforeEach
    void open() throws Exception {
        TrialNetwork trial = Trials.ofBanks(3);
        log = AuditLog.openIn(folder, trial.identity("bank-1"), () -> Agency.NOW);
        pages = new InvestigationPages(
                folder,
                folder.resolve(AuditLog.FOLDER),
                trial.network().institution("bank-1").keys().signing());
    }

    @AfterEach
    void close() throws Exception {
        pages.close();
        log.close();
    }

    @Test
    void theLogIsReadLineByLine() throws Exception {
        log.append(lookup("ida", "OP-1"));
        log.append(AuditEvent.access("sue", AuditAction.CHANGE, "approvals/7/approve", AuditOutcome.REFUSED));

        assertThat(pages.auditor.get("/audit").body())
                .contains("Looked up", "ida", "OP-1", "court order 7", "Changed something", "approvals/7/approve");
    }

    @Test
    void itIsFilteredByUserCaseActionAndDay() throws Exception {
        log.append(lookup("ida", "OP-1"));
        log.append(lookup("jon", "OP-2"));

        assertThat(pages.auditor.get("/audit?user=ida").body()).contains("OP-1").doesNotContain("OP-2");
        assertThat(pages.auditor.get("/audit?case=OP-2").body()).contains("jon").doesNotContain(">ida<");
        assertThat(pages.auditor.get("/audit?action=batch").body()).contains("There is no such line");
        assertThat(pages.auditor.get("/audit?from=2026-11-22&to=2026-11-22").body())
                .contains("OP-1", "OP-2");
        assertThat(pages.auditor.get("/audit?from=2026-11-23").body()).contains("There is no such line");
        assertThat(pages.auditor.get("/audit?from=yesterday&before=x&to=-1").body())
                .contains("OP-1");
        assertThat(pages.auditor
                        .get("/audit?user=%3Cscript%3Ealert(1)%3C/script%3E%27%20OR%201=1")
                        .body())
                .contains("There is no such line")
                .doesNotContain("<script>alert");
    }

    @Test
    void olderLinesAreReachedPageByPage() throws Exception {
        for (int i = 0; i < 60; i++) {
            log.append(lookup("user-" + i, "OP-1"));
        }

        String newest = pages.auditor.get("/audit?case=OP-1").body();
        assertThat(newest).contains("user-59", "before=10").doesNotContain("user-9<");
        assertThat(pages.auditor.get("/audit?case=OP-1&before=10").body())
                .contains("user-9<", "user-0<", "Newest")
                .doesNotContain("Older");
    }

    @Test
    void aLogThatIsWhatWasWrittenIsCalledIntact() throws Exception {
        log.append(lookup("ida", "OP-1"));

        assertThat(pages.auditor.get("/audit/verification").body())
                .contains("<html", "The log is intact.", "1 entries in 1 lines", "are not signed yet");
        assertThat(pages.auditor.getFragment("/audit/verification").body())
                .contains("The log is intact.")
                .doesNotContain("<html");
    }

    @Test
    void aLogThatWasChangedIsNamedWithTheLine() throws Exception {
        for (int i = 0; i < 4; i++) {
            log.append(lookup("ida", "OP-" + i));
        }
        Path file = folder.resolve(AuditLog.FOLDER).resolve("audit-000000000000.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(1, lines.get(1).replace("\"ida\"", "\"jon\""));
        Files.writeString(file, String.join("\n", lines) + "\n");

        assertThat(pages.auditor.get("/audit/verification").body())
                .contains("The log is not what was written.", "audit-000000000000.jsonl, line 3", "A line was changed")
                .doesNotContain("intact.");
    }

    @Test
    void aTableThatWasChangedIsMadeAnewAndItIsSaid() throws Exception {
        log.append(lookup("ida", "OP-1"));
        pages.auditor.get("/audit");
        pages.database.inTransaction(handle -> handle.createUpdate(
                        "UPDATE audit_line SET user_id = 'jon', hash = '%s'".formatted("0".repeat(64)))
                .execute());

        assertThat(pages.auditor.get("/audit/verification").body())
                .contains("The log is intact.", "differed from the log from line 0");
        assertThat(pages.auditor.get("/audit").body()).contains("ida");
    }

    @Test
    void theLogIsSavedWithoutFormulas() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            log.append(lookup("=cmd|' /C calc'!A0", "OP-1"));
        }
        HttpResponse<String> export = pages.auditor.get("/audit/export?case=OP-1");

        assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(export.body().lines()).hasSize(1_101);
        assertThat(export.body().lines().skip(1)).allMatch(line -> line.contains(",'=cmd|"));
    }

    @Test
    void onlyThoseWhoMayReadTheLogSeeIt() throws Exception {
        for (String path : List.of("/audit", "/audit/verification", "/audit/export")) {
            assertThat(pages.ida.get(path).statusCode()).isEqualTo(403);
            assertThat(pages.console.as("op", UserRole.OPERATOR).get(path).statusCode())
                    .isEqualTo(403);
            assertThat(pages.sue.get(path).statusCode()).isEqualTo(200);
        }
        assertThat(pages.auditor.post("/audit", Map.of()).statusCode()).isEqualTo(403);
    }

    private static AuditEvent lookup(String user, String reference) {
        return new AuditEvent(
                user,
                reference,
                "court order 7",
                AuditAction.LOOKUP,
                List.of(Agency.phone(Agency.PHONE)),
                AuditOutcome.ANSWERED,
                2);
    }
}
