package io.mistnet.node.authorisation;

import static io.mistnet.node.authorisation.Institutions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.authorisation.AuthorisationRefusedException.Reason;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.window.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorisationIssuerTest {

    private static final Grounds CASE = new Grounds("2026-17", "court order 7", Purpose.ASK);

    private final SettableClock clock = new SettableClock(NOW);
    private Institutions institutions;
    private AuthorisationCheck check;
    private AuthorisationIssuer issuer;

    @BeforeEach
    void anAsker() throws Exception {
        institutions = new Institutions();
        check = new AuthorisationCheck(institutions.terms(), institutions, clock);
        issuer = issuer(new IssuingPolicy(50, Duration.ofHours(10), 4));
    }

    @Test
    void whatItIssuesPassesTheHoldersCheck() throws Exception {
        SignedAuthorisation signed = issuer.authorise(CASE, 1);
        assertThat(check.check("bank-1", signed.bytes(), Purpose.ASK)).isEqualTo(signed);
        assertThat(signed.authorisation().quota()).isEqualTo(50);
        assertThat(signed.authorisation().caseReference()).isEqualTo("2026-17");
        assertThat(signed.authorisation().expires()).isEqualTo(NOW.plus(Duration.ofHours(10)));
    }

    @Test
    void oneServesUntilItIsUsedUp() throws Exception {
        SignedAuthorisation first = issuer.authorise(CASE, 20);
        assertThat(issuer.authorise(CASE, 30)).isEqualTo(first);
        assertThat(issuer.authorise(CASE, 1)).isNotEqualTo(first);
    }

    @Test
    void otherGroundsNeedAnotherOne() throws Exception {
        SignedAuthorisation first = issuer.authorise(CASE, 1);
        assertThat(issuer.authorise(new Grounds("2026-18", "court order 7", Purpose.ASK), 1))
                .isNotEqualTo(first);
        assertThat(issuer.authorise(new Grounds("2026-17", "court order 8", Purpose.ASK), 1))
                .isNotEqualTo(first);
        assertThat(issuer.authorise(new Grounds("2026-17", "court order 7", Purpose.CONTRIBUTE), 1))
                .isNotEqualTo(first);
        assertThat(issuer.authorise(new Grounds("2026-17", "court order 7", Purpose.ASK), 1))
                .isEqualTo(first);
    }

    @Test
    void aNewOneIsIssuedWellBeforeTheOldExpires() throws Exception {
        SignedAuthorisation first = issuer.authorise(CASE, 1);
        clock.advance(Duration.ofHours(8));
        assertThat(issuer.authorise(CASE, 1)).isEqualTo(first);
        clock.advance(Duration.ofHours(1));
        assertThat(issuer.authorise(CASE, 1)).isNotEqualTo(first);
    }

    @Test
    void oneThatAHolderRefusedIsNotUsedAgain() throws Exception {
        SignedAuthorisation first = issuer.authorise(CASE, 1);
        issuer.discard(first);
        assertThat(issuer.authorise(CASE, 1)).isNotEqualTo(first);
    }

    @Test
    void aBulkIsHandedOutOnlyOnceASupervisorApprovedIt(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> issuer.authorise(CASE, 500))
                .isInstanceOf(SupervisorMissingException.class)
                .hasMessageContaining("500 evaluations")
                .hasMessageContaining("100 without");
        Path file = folder.resolve("supervisor.p12");
        institutions.supervisor(1).writeTo(file, Password.of("secret"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        SupervisorKey supervisor = SupervisorKey.read(file, Password.of("secret"));

        Authorisation draft = Authorisation.read(issuer.draft(CASE, 1000).bytes());
        Mandate approved = approved(Approval.of(draft, supervisor));

        SignedAuthorisation signed = issuer.authorise(approved, 500);
        assertThat(signed.supervisor()).isPresent();
        assertThat(signed.authorisation()).isEqualTo(draft);
        assertThat(issuer.authorise(approved, 500)).isEqualTo(signed);
        assertThatThrownBy(() -> issuer.authorise(approved, 101)).isInstanceOf(SupervisorMissingException.class);
    }

    @Test
    void anApprovalServesNobodyWhoDoesNotHandItIn() throws Exception {
        Authorisation draft = issuer.draft(CASE, 1000);
        issuer.authorise(approved(Approval.of(draft, institutions.supervisor(1))), 100);

        assertThat(issuer.authorise(CASE, 50).supervisor()).isEmpty();
        assertThatThrownBy(() -> issuer.authorise(CASE, 101)).isInstanceOf(SupervisorMissingException.class);
    }

    @Test
    void whatIsLeftOfAnApprovalThatIsUsedUpGoesWithoutASupervisor() throws Exception {
        Mandate approved = approved(Approval.of(issuer.draft(CASE, 1000), institutions.supervisor(1)));
        issuer.authorise(approved, 980);

        assertThat(issuer.authorise(approved, 20).supervisor()).isPresent();
        assertThat(issuer.authorise(approved, 20).supervisor()).isEmpty();
    }

    @Test
    void anApprovalOfOtherGroundsIsRefused() {
        Approval approval = Approval.of(issuer.draft(CASE, 1000), institutions.supervisor(1));
        for (Grounds other : List.of(
                new Grounds("2026-18", "court order 7", Purpose.ASK),
                new Grounds("2026-17", "court order 8", Purpose.ASK),
                new Grounds("2026-17", "court order 7", Purpose.CONTRIBUTE))) {
            assertThatThrownBy(() -> issuer.authorise(new Mandate(other, Optional.of(approval)), 10))
                    .isInstanceOf(AuthorisationRefusedException.class)
                    .hasMessageContaining("another case");
        }
    }

    @Test
    void whatHoldersDidNotAnswerToCountsAnew() throws Exception {
        Mandate approved = approved(Approval.of(issuer.draft(CASE, 1000), institutions.supervisor(1)));
        SignedAuthorisation signed = issuer.authorise(approved, 1000);
        issuer.discard(signed);

        assertThat(issuer.authorise(approved, 1000)).isEqualTo(signed);
    }

    @Test
    void anApprovalByAnotherKeyIsNoticedBeforeAnyHolderSeesIt() {
        Mandate approved = approved(Approval.of(issuer.draft(CASE, 1000), institutions.supervisor(2)));
        assertThatThrownBy(() -> issuer.authorise(approved, 500))
                .isInstanceOfSatisfying(
                        AuthorisationRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.BAD_SUPERVISOR));
        assertThatThrownBy(() -> issuer.authorise(CASE, 500)).isInstanceOf(SupervisorMissingException.class);
    }

    @Test
    void aKeyFileWithoutASupervisorsKeyIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("identity.p12");
        institutions.trial().keys().get("bank-1").writeTo(file, Password.of("secret"));
        assertThatThrownBy(() -> SupervisorKey.read(file, Password.of("secret")))
                .hasMessageContaining("supervisor");
    }

    @Test
    void theCacheIsBounded() throws Exception {
        SignedAuthorisation first = issuer.authorise(CASE, 1);
        for (int i = 0; i < 4; i++) {
            issuer.authorise(new Grounds("other " + i, "x", Purpose.ASK), 1);
        }
        assertThat(issuer.authorise(CASE, 1)).isNotEqualTo(first);
    }

    @Test
    void aValidityThatTheNetworkDoesNotAllowIsRefusedAtOnce() {
        assertThatThrownBy(() -> issuer(new IssuingPolicy(50, Duration.ofDays(8), 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the network allows PT168H");
    }

    private static Mandate approved(Approval approval) {
        return new Mandate(CASE, Optional.of(approval));
    }

    private AuthorisationIssuer issuer(IssuingPolicy policy) throws Exception {
        return new AuthorisationIssuer(
                institutions.terms(), policy, institutions.identity("bank-1"), check, clock, new SecureRandom());
    }
}
