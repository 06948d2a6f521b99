package io.mistnet.node.console.casework;

import static io.mistnet.node.casework.Agency.IDA;
import static io.mistnet.node.casework.Agency.PHONE;
import static io.mistnet.node.casework.Agency.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.casework.Agency;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseLookup;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor walks through everything: reads all of it, changes none of it. */
final class AuditorTest {

    private static final Path SECTIONS = Path.of("src/main/java/io/mistnet/node/console");

    @TempDir
    private Path folder;

    private InvestigationPages pages;
    private AuditLog log;
    private String aCase;
    private String lookup;
    private String batch;
    private String approval;

    @BeforeEach
    void open() throws Exception {
        TrialNetwork trial = Trials.ofBanks(3);
        log = AuditLog.openIn(folder, trial.identity("bank-1"), () -> Agency.NOW);
        pages = new InvestigationPages(
                folder,
                folder.resolve(AuditLog.FOLDER),
                trial.network().institution("bank-1").keys().signing());
        CaseFile file = pages.agency.open(IDA, "OP-1");
        CaseLookup looked = pages.agency.look(IDA, file, phone(PHONE));
        aCase = "/cases/" + file.id();
        lookup = "/lookups/" + looked.id();
        long answered = pages.agency.confirmed(IDA, file, Agency.phones(2)).id();
        pages.agency.ended(answered);
        batch = "/lookups/batches/" + answered;
        long waiting = pages.agency.confirmed(IDA, file, Agency.phones(9)).id();
        approval =
                "/approvals/" + pages.agency.approvals.ofBatch(waiting).get(0).id();
    }

    @AfterEach
    void close() throws Exception {
        pages.close();
        log.close();
    }

    @Test
    void anAuditorReadsEverything() throws Exception {
        for (String path : reads()) {
            boolean hasEnded = path.endsWith("/progress") || path.endsWith("/outcome");
            assertThat(pages.auditor.get(path).statusCode()).as(path).isEqualTo(hasEnded ? 303 : 200);
        }
    }

    @Test
    void anAuditorChangesNothingNotEvenWhatThereIsNot() throws Exception {
        Set<String> all = new TreeSet<>(changes());
        all.addAll(reads());
        all.addAll(
                Set.of("/cases/17/close", "/lookups/17/again", "/lookups/batches/17/confirm", "/approvals/17/approve"));
        for (String path : all) {
            assertThat(pages.auditor
                            .post(path, Map.of("version", "1", "reason", "x"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(pages.auditor
                        .upload("/lookups/batches", Map.of("case", "1"), "file", new byte[] {'x'})
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void noPageOfAnAuditorHasAFormThatChangesSomething() throws Exception {
        Pattern form = Pattern.compile("<form[^>]*method=\"post\"[^>]*action=\"(?!/sign-out)");
        for (String path : reads()) {
            assertThat(form.matcher(pages.auditor.get(path).body()).find())
                    .as(path)
                    .isFalse();
        }
    }

    /** A route that is added and not walked here fails this test. */
    @Test
    void allRoutesAreWalked() throws Exception {
        Set<String> words = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SECTIONS)) {
            for (Path file : files.filter(
                            each -> each.toString().matches(".*/(lookup|cases|approval|audit)/\\w+Section.java"))
                    .toList()) {
                Pattern.compile("Directives\\.path\\(\\s*\"([^\"]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> words.add(found.group(1)));
            }
        }
        Set<String> walked = new TreeSet<>();
        Stream.concat(reads().stream(), changes().stream())
                .forEach(path -> walked.add(path.substring(path.lastIndexOf('/') + 1)));

        assertThat(words).hasSizeGreaterThan(20).isSubsetOf(with(walked, notForAuditors()));
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Parts of forms that they cannot send, and what is signed. */
    private static Set<String> notForAuditors() {
        return Set.of("new", "edit", "grounds", "draft");
    }

    private Set<String> reads() {
        return Set.of(
                "/lookups",
                "/lookups/list",
                "/lookups/batches",
                lookup,
                lookup + "/outcome",
                batch,
                batch + "/progress",
                batch + "/export",
                "/cases",
                aCase,
                aCase + "/history",
                aCase + "/graph",
                aCase + "/graph.json",
                "/approvals",
                approval,
                "/audit",
                "/audit/verification",
                "/audit/export");
    }

    private Set<String> changes() {
        return Set.of(
                "/lookups",
                "/lookups/check",
                lookup + "/again",
                lookup + "/supervisor",
                "/lookups/batches",
                batch + "/confirm",
                batch + "/request",
                batch + "/cancel",
                batch + "/again",
                batch + "/supervisor",
                "/cases",
                aCase + "/edit",
                aCase + "/note",
                aCase + "/add",
                aCase + "/remove",
                aCase + "/owner",
                aCase + "/retention",
                aCase + "/close",
                aCase + "/reopen",
                approval + "/approve",
                approval + "/refuse",
                approval + "/renew");
    }
}
