package io.mistnet.node.authorisation;

import static io.mistnet.node.authorisation.Institutions.FOUR_EYES_ABOVE;
import static io.mistnet.node.authorisation.Institutions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mistnet.node.authorisation.AuthorisationRefusedException.Reason;
import io.mistnet.node.network.Network;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.window.SettableClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorisationCheckTest {

    private final SettableClock clock = new SettableClock(NOW);
    private Institutions institutions;
    private AuthorisationCheck check;

    @BeforeEach
    void aHolder() throws Exception {
        institutions = new Institutions();
        check = new AuthorisationCheck(institutions.terms(), institutions, clock);
    }

    @Test
    void aGenuineAuthorisationInForcePassesAsItIs() throws Exception {
        SignedAuthorisation signed = institutions.signed(institutions.statement(FOUR_EYES_ABOVE, 1));
        assertThat(check.check("bank-1", signed.bytes(), Purpose.ASK)).isEqualTo(signed);
        assertThat(signed.bytes()).hasSizeLessThan(SignedAuthorisation.MOST_BYTES);
    }

    @Test
    void aBulkThatTheSupervisorSignedPasses() throws Exception {
        SignedAuthorisation signed = institutions.approved(institutions.statement(1_000_000, 1));
        assertThat(check.check("bank-1", signed.bytes(), Purpose.ASK)).isEqualTo(signed);
    }

    @Test
    void textsOfFullLengthStillFit() throws Exception {
        Authorisation longest = new Authorisation(
                institutions.network().hash(),
                "bank-1",
                "ü".repeat(64),
                "x".repeat(256),
                Purpose.CONTRIBUTE,
                NOW.plusSeconds(60),
                Authorisation.MOST_QUOTA,
                new Serial("f".repeat(32)));
        SignedAuthorisation signed = institutions.approved(longest);
        assertThat(check.check("bank-1", signed.bytes(), Purpose.CONTRIBUTE)).isEqualTo(signed);
    }

    @Test
    void noByteCanBeChanged() throws Exception {
        byte[] bytes = institutions.approved(institutions.statement(1000, 1)).bytes();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThat(refusal("bank-1", changed)).isNotNull();
            }
        }
    }

    @Test
    void whatIsCutOffOrLongerIsMalformed() throws Exception {
        byte[] bytes = institutions.signed(institutions.statement(1, 1)).bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(refusal("bank-1", Arrays.copyOf(bytes, length))).isEqualTo(Reason.MALFORMED);
        }
        assertThat(refusal("bank-1", Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal("bank-1", new byte[1 << 20])).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void randomBytesAreMalformed() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(2, 400)];
            random.nextBytes(bytes);
            ByteBuffer.wrap(bytes).putShort((short) Math.max(0, bytes.length - 66));
            assertThat(refusal("bank-1", bytes)).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void aStatementOfAnotherInstitutionIsRefusedWhoeverShowsIt() throws Exception {
        Authorisation statement = institutions.statement(1, 1);
        assertThat(refusal("bank-2", institutions.signed(statement).bytes())).isEqualTo(Reason.OTHER_INSTITUTION);
        SignedAuthorisation forged =
                new SignedAuthorisation(statement, institutions.own("bank-2", statement), Optional.empty());
        assertThat(refusal("bank-1", forged.bytes())).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void aStrangerHasNoSignatureThatCounts() throws Exception {
        Authorisation mine = institutions.statement(1, 1);
        Authorisation stranger =
                new Authorisation(mine.network(), "nobody", "c", "b", Purpose.ASK, mine.expires(), 1, mine.serial());
        SignedAuthorisation signed =
                new SignedAuthorisation(stranger, institutions.own("bank-1", stranger), Optional.empty());
        assertThat(refusal("nobody", signed.bytes())).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void anAuthorisationOfAnotherNetworkWithTheSameMembersIsRefused() throws Exception {
        Network renamed = Trials.renamed(institutions.trial());
        AuthorisationCheck other = new AuthorisationCheck(
                new AuthorisationTerms(renamed.hash(), Duration.ofDays(7), 100, 1000), institutions, clock);
        byte[] bytes = institutions.signed(institutions.statement(1, 1)).bytes();
        assertThat(refusal(other, "bank-1", bytes, Purpose.ASK).reason()).isEqualTo(Reason.OTHER_NETWORK);
    }

    @Test
    void itIsVoidFromItsExpiryOn() throws Exception {
        byte[] bytes = institutions.signed(institutions.statement(1, 1)).bytes();
        clock.advance(Duration.ofDays(1).minusNanos(1));
        assertThat(refusal("bank-1", bytes)).isNull();
        clock.advance(Duration.ofNanos(1));
        assertThat(refusal("bank-1", bytes)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void itMayNotExpireFurtherAheadThanTheNetworkAllows() throws Exception {
        assertThat(refusal("bank-1", expiring(NOW.plus(Duration.ofDays(7))))).isNull();
        assertThat(refusal("bank-1", expiring(NOW.plus(Duration.ofDays(7)).plusSeconds(1))))
                .isEqualTo(Reason.VALID_TOO_LONG);
        assertThat(refusal("bank-1", expiring(Instant.ofEpochSecond(Instant.MAX.getEpochSecond()))))
                .isEqualTo(Reason.VALID_TOO_LONG);
    }

    @Test
    void anAuthorisationToAskIsNoneToContribute() throws Exception {
        byte[] bytes = institutions.signed(institutions.statement(1, 1)).bytes();
        assertThat(refusal(check, "bank-1", bytes, Purpose.CONTRIBUTE).reason()).isEqualTo(Reason.OTHER_PURPOSE);
    }

    @Test
    void aboveTheFourEyesLimitTheSupervisorMustHaveSigned() throws Exception {
        SignedAuthorisation alone = institutions.signed(institutions.statement(FOUR_EYES_ABOVE + 1, 1));
        assertThat(refusal("bank-1", alone.bytes())).isEqualTo(Reason.SUPERVISOR_MISSING);
    }

    @Test
    void onlyTheSupervisorOfTheInstitutionCanApprove() throws Exception {
        Authorisation bulk = institutions.statement(1000, 1);
        Signature own = institutions.own("bank-1", bulk);
        Signature otherSupervisor = Signature.approving(bulk, institutions.supervisor(2));
        Signature ownAsApproval = Signature.of(institutions.identity("bank-1").sign(AuthorisationCodec.approval(bulk)));
        for (Signature second : new Signature[] {own, otherSupervisor, ownAsApproval}) {
            byte[] bytes = new SignedAuthorisation(bulk, own, Optional.of(second)).bytes();
            assertThat(refusal("bank-1", bytes)).isEqualTo(Reason.BAD_SUPERVISOR);
        }
    }

    @Test
    void anApprovalIsForOneStatementOnly() throws Exception {
        Authorisation small = institutions.statement(101, 1);
        Authorisation large = institutions.statement(100_000, 1);
        SignedAuthorisation moved = new SignedAuthorisation(
                large,
                institutions.own("bank-1", large),
                Optional.of(Signature.approving(small, institutions.supervisor(1))));
        assertThat(refusal("bank-1", moved.bytes())).isEqualTo(Reason.BAD_SUPERVISOR);
    }

    @Test
    void aSupervisorWithTheInstitutionsOwnKeyIsNoSecondPerson() throws Exception {
        institutions.list("bank-1", institutions.institution("bank-1").orElseThrow());
        Authorisation bulk = institutions.statement(1000, 1);
        Signature own = Signature.of(institutions.identity("bank-1").sign(AuthorisationCodec.approval(bulk)));
        byte[] bytes = new SignedAuthorisation(bulk, institutions.own("bank-1", bulk), Optional.of(own)).bytes();
        AuthorisationRefusedException refusal = refusal(check, "bank-1", bytes, Purpose.ASK);
        assertThat(refusal.reason()).isEqualTo(Reason.BAD_SUPERVISOR);
        assertThat(refusal).hasMessageContaining("two people need two keys");
    }

    @Test
    void aWrongSecondSignatureIsRefusedEvenWhereNoneIsNeeded() throws Exception {
        Authorisation small = institutions.statement(1, 1);
        Signature own = institutions.own("bank-1", small);
        assertThat(refusal("bank-1", new SignedAuthorisation(small, own, Optional.of(own)).bytes()))
                .isEqualTo(Reason.BAD_SUPERVISOR);
    }

    @Test
    void refusalsNameNeitherCaseNorBasis() throws Exception {
        SignedAuthorisation alone = institutions.signed(institutions.statement(FOUR_EYES_ABOVE + 1, 1));
        AuthorisationRefusedException refusal = refusal(check, "bank-1", alone.bytes(), Purpose.ASK);
        assertThat(refusal.getMessage() + alone).doesNotContain("2026-17").doesNotContain("Laundering");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", " a", "a\u200bb", "a\u2028b", "a\u0000", "a\ud83d"})
    void aCaseReferenceIsOneLineOfVisibleText(String text) {
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> institutions.statement(text, 1, 1)))
                .hasMessageContaining("case reference");
    }

    private byte[] expiring(Instant expiry) throws Exception {
        Authorisation day = institutions.statement(1, 1);
        return institutions
                .signed(new Authorisation(
                        day.network(),
                        day.institution(),
                        day.caseReference(),
                        day.legalBasis(),
                        day.purpose(),
                        expiry,
                        day.quota(),
                        day.serial()))
                .bytes();
    }

    private Reason refusal(String peer, byte[] bytes) {
        AuthorisationRefusedException refusal = refusal(check, peer, bytes, Purpose.ASK);
        return refusal == null ? null : refusal.reason();
    }

    private static AuthorisationRefusedException refusal(
            AuthorisationCheck check, String peer, byte[] bytes, Purpose purpose) {
        try {
            check.check(peer, bytes, purpose);
            return null;
        } catch (AuthorisationRefusedException refusal) {
            return refusal;
        }
    }
}
