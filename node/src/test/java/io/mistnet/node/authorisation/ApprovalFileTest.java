package io.mistnet.node.authorisation;

import static io.mistnet.node.authorisation.Institutions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.window.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalFileTest {

    private static final Grounds PAYEES = new Grounds("payee-checks", "contract", Purpose.ASK);

    private final SettableClock clock = new SettableClock(NOW);

    @TempDir
    private Path folder;

    private Path file;
    private Institutions institutions;
    private AuthorisationIssuer issuer;
    private ApprovalFile approval;

    @BeforeEach
    void aNode() throws Exception {
        file = folder.resolve("payees.approval");
        institutions = new Institutions();
        issuer = new AuthorisationIssuer(
                institutions.terms(),
                new IssuingPolicy(50, Duration.ofHours(10), 4),
                institutions.identity("bank-1"),
                new AuthorisationCheck(institutions.terms(), institutions, clock),
                clock,
                new SecureRandom());
        approval = new ApprovalFile(file, PAYEES, issuer);
    }

    @Test
    void anApprovalOnFileMakesBulksPossible() throws Exception {
        approve(PAYEES, 1000, 1);
        assertThat(approval.approval()).isPresent();
        assertThat(approval.objection()).isEmpty();
        SignedAuthorisation signed = issuer.authorise(new Mandate(PAYEES, approval.approval()), 600);
        assertThat(signed.supervisor()).isPresent();
        assertThat(signed.authorisation().quota()).isEqualTo(1000);
    }

    @Test
    void theSameApprovalDoesNotCountAnew() throws Exception {
        approve(PAYEES, 1000, 1);
        issuer.authorise(new Mandate(PAYEES, approval.approval()), 600);
        Mandate again = new Mandate(PAYEES, approval.approval());
        assertThatThrownBy(() -> issuer.authorise(again, 600)).isInstanceOf(SupervisorMissingException.class);
    }

    @Test
    void aNewFileIsTakenOverWhileTheNodeRuns() throws Exception {
        requireObjection("cannot be read");
        Files.writeString(file, "nonsense\n");
        requireObjection("no approval");
        approve(PAYEES, 1000, 1);
        issuer.authorise(new Mandate(PAYEES, approval.approval()), 900);
        assertThat(approval.objection()).isEmpty();
        approve(PAYEES, 2000, 1);
        Mandate renewed = new Mandate(PAYEES, approval.approval());
        assertThat(issuer.authorise(renewed, 900).authorisation().quota()).isEqualTo(2000);
    }

    @Test
    void whatTheNodeCannotUseIsNamed() throws Exception {
        approve(new Grounds("another case", "contract", Purpose.ASK), 1000, 1);
        requireObjection("another case");
        approve(PAYEES, 1000, 2);
        requireObjection("supervisor of bank-1");
        approve(PAYEES, 1000, 1);
        assertThat(approval.approval()).isPresent();
        clock.advance(Duration.ofDays(2));
        requireObjection("expired");
    }

    private void requireObjection(String reason) {
        assertThat(approval.approval()).isEmpty();
        assertThat(approval.objection())
                .hasValueSatisfying(objection -> assertThat(objection).contains(reason));
    }

    @Test
    void anApprovalIsReadAsItWasWritten() throws Exception {
        Approval written = Approval.of(draft(PAYEES, 1000), institutions.supervisor(1));
        assertThat(Approval.read(written.text())).isEqualTo(written);
        String text = written.text();
        for (String damaged :
                new String[] {"", text.substring(20), text.replace("approval-1", "approval-2"), text + "x"}) {
            assertThatThrownBy(() -> Approval.read(damaged)).isInstanceOf(AuthorisationRefusedException.class);
        }
    }

    private void approve(Grounds grounds, long quota, int supervisor) throws IOException {
        Approval written = Approval.of(draft(grounds, quota), institutions.supervisor(supervisor));
        Files.writeString(file, written.text());
    }

    private Authorisation draft(Grounds grounds, long quota) {
        return Authorisation.draft(
                institutions.network().hash(),
                "bank-1",
                grounds,
                NOW.plus(Duration.ofDays(1)),
                quota,
                new SecureRandom());
    }
}
