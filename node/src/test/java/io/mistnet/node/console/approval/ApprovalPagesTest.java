package io.mistnet.node.console.approval;

import static io.mistnet.node.casework.Agency.IDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.Access;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.casework.Agency;
import io.mistnet.node.casework.Batch;
import io.mistnet.node.casework.BatchState;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.console.TestConsole;
import io.mistnet.node.console.casework.InvestigationPages;
import io.mistnet.node.trial.Trials;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApprovalPagesTest {

    @TempDir
    private Path folder;

    private InvestigationPages pages;
    private Batch batch;
    private String address;

    @BeforeEach
    void open() throws Exception {
        pages = new InvestigationPages(
                folder,
                folder,
                Trials.ofBanks(3).network().institution("bank-1").keys().signing());
        CaseFile file = pages.agency.open(IDA, "OP-1");
        batch = pages.agency.confirmed(IDA, file, Agency.phones(4));
        address = "/approvals/"
                + pages.agency.approvals.ofBatch(batch.id()).get(0).id();
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aSupervisorSeesWhatIsAskedAndSignsItElsewhere() throws Exception {
        assertThat(pages.sue.get("/approvals").body()).contains("OP-1", "waits", address);
        assertThat(pages.sue.get(address).body())
                .contains("4 lookups at once", "OP-1", "court order 7", "a list from the mule's phone")
                .contains("mistnet authorise --config node.conf --request request-1.txt", "never handed to this page");

        HttpResponse<String> draft = pages.sue.get(address + "/draft");
        assertThat(draft.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"request-1.txt\"");
        String signed = pages.agency.others.signed(draft.body());
        pages.sue.upload(address + "/approve", Map.of("version", "1"), "file", signed.getBytes(StandardCharsets.UTF_8));

        assertThat(pages.agency.ended(batch.id()).state()).isEqualTo(BatchState.ANSWERED);
        assertThat(pages.sue.get(address).body()).contains("approved", "sue").doesNotContain("/refuse");
    }

    @Test
    void anApprovalMayBePastedToo() throws Exception {
        String signed =
                pages.agency.others.signed(pages.sue.get(address + "/draft").body());

        assertThat(pages.sue
                        .post(address + "/approve", Map.of("version", "1", "approval", signed))
                        .statusCode())
                .isEqualTo(303);
        assertThat(pages.sue
                        .post(address + "/approve", Map.of("version", "1", "approval", signed))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatIsNoApprovalOfThisRequestIsRefusedWithTheReason() throws Exception {
        String byAnother = pages.agency.others.signedBy(
                "fiu", pages.sue.get(address + "/draft").body());

        for (String text : List.of("", "<script>alert(1)</script>", "'; DROP TABLE approval_request; --", byAnother)) {
            HttpResponse<String> response =
                    pages.sue.post(address + "/approve", Map.of("version", "1", "approval", text));
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("class=\"problem\"").doesNotContain("<script>alert");
        }
        assertThat(pages.agency.others.asked).isEmpty();
    }

    @Test
    void nobodyApprovesTheirOwnRequest() throws Exception {
        TestConsole.Client both = pages.console.as("ida", UserRole.INVESTIGATOR, UserRole.SUPERVISOR);
        String signed = pages.agency.others.signed(both.get(address + "/draft").body());

        assertThat(both.get(address).body())
                .contains("Another supervisor decides")
                .doesNotContain("/approve\"");
        HttpResponse<String> response = both.post(address + "/approve", Map.of("version", "1", "approval", signed));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("Somebody else must decide");
        assertThat(both.post(address + "/refuse", Map.of("version", "1", "reason", "x"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void investigatorsSeeRequestsAndDecideNothing() throws Exception {
        assertThat(pages.jon.get(address).body()).contains("OP-1").doesNotContain("/approve\"", "/refuse\"");
        assertThat(pages.jon.get(address + "/draft").statusCode()).isEqualTo(403);
        assertThat(pages.jon.post(address + "/approve", Map.of("version", "1")).statusCode())
                .isEqualTo(403);
        assertThat(pages.jon.post(address + "/renew", Map.of("version", "1")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aRefusalSaysWhy() throws Exception {
        assertThat(pages.sue.post(address + "/refuse", Map.of("version", "1")).statusCode())
                .isEqualTo(422);
        assertThat(pages.sue
                        .post(address + "/refuse", Map.of("version", "2", "reason", "x"))
                        .statusCode())
                .isEqualTo(409);
        pages.sue.post(address + "/refuse", Map.of("version", "1", "reason", "not <b>proportionate</b>"));

        assertThat(pages.ida.get("/lookups/batches/" + batch.id()).body())
                .contains("A supervisor refused", "not &lt;b&gt;proportionate&lt;/b&gt;");
    }

    @Test
    void whatHasExpiredIsMadeAnewBeforeItIsSigned() throws Exception {
        pages.agency.clock.advance(Duration.ofDays(2));
        String old =
                pages.agency.others.signed(pages.sue.get(address + "/draft").body());
        assertThat(pages.sue.get(address).body())
                .contains("has passed", address + "/renew")
                .doesNotContain("/draft\"");
        HttpResponse<String> late = pages.sue.post(address + "/approve", Map.of("version", "1", "approval", old));
        assertThat(late.statusCode()).isEqualTo(422);

        pages.sue.post(address + "/renew", Map.of("version", "1"));
        String signed =
                pages.agency.others.signed(pages.sue.get(address + "/draft").body());
        pages.sue.post(address + "/approve", Map.of("version", "2", "approval", signed));
        assertThat(pages.agency.ended(batch.id()).state()).isEqualTo(BatchState.ANSWERED);
    }

    @Test
    void decisionsStandInTheAuditLogAsWhatTheyAre() throws Exception {
        pages.sue.post(address + "/refuse", Map.of("version", "1", "reason", "no"));
        pages.sue.post(address + "/approve", Map.of("version", "1"));

        assertThat(pages.console.accesses())
                .extracting(Access::action)
                .containsExactly(AuditAction.APPROVAL_REFUSED, AuditAction.APPROVAL_GIVEN);
    }

    @Test
    void whatThereIsNotIsNotFound() throws Exception {
        for (String path : List.of("/approvals/17", "/approvals/17/draft", "/approvals/x")) {
            assertThat(pages.sue.get(path).statusCode()).isEqualTo(404);
        }
        assertThat(pages.sue
                        .post("/approvals/17/approve", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(404);
    }
}
