package io.mistnet.node.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.QuotaLedger;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.node.wire.proto.OprfWire.EvaluateRequest;
import io.mistnet.node.wire.proto.OprfWire.EvaluationPurpose;
import io.mistnet.protocols.oprf.Blinding;
import io.mistnet.protocols.oprf.Evaluation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holder bank-2 answers police, and what it refuses. */
class HolderServiceTest {

    private static final long QUOTA = 50;

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private MemoryHolders network;
    private QuotaLedger ledger;
    private HolderService service;
    private SignedAuthorisation authorisation;

    @BeforeEach
    void aHolder() throws Exception {
        TrialNetwork trial = Trials.withLookup(3);
        network = new MemoryHolders(trial, folder, 0);
        network.startAll();
        network.untilDone();
        AuthorisationTerms terms = new AuthorisationTerms(trial.network().hash(), Duration.ofDays(1), 100, 1000);
        AuthorisationCheck check = new AuthorisationCheck(terms, new ListedKeys(trial.network()), network.clock);
        ledger = QuotaLedger.open(folder.resolve("quota"), terms, network.clock);
        service = new HolderService(network.holders, network.keys(1), check, ledger, new OprfMeters(meters), random);
        authorisation = new AuthorisationIssuer(
                        terms,
                        new IssuingPolicy(QUOTA, Duration.ofHours(1), 1),
                        trial.identity("police"),
                        check,
                        network.clock,
                        random)
                .authorise(new Grounds("2026-17", "Police Act, section 24", Purpose.ASK), QUOTA);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void anAuthorisedBatchIsEvaluatedAndCounted() throws Exception {
        OprfWire.EvaluateReply reply = evaluate(request(10).build());

        assertThat(reply.getEvaluation().size()).isEqualTo(10 * Evaluation.ELEMENT_BYTES + Evaluation.PROOF_BYTES);
        assertThat(meters.get("mistnet.oprf.evaluations")
                        .tag("institution", "police")
                        .counter()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void theQuotaHoldsAlsoForElementsThatAreNone() throws Exception {
        EvaluateRequest.Builder bad = request(40);
        byte[] elements = bad.getElements().toByteArray();
        elements[0] = 9;
        refused("police", bad.setElements(ByteString.copyFrom(elements)).build(), "element 1 of 40");

        refused("police", request(20).build(), "10 of 50 are left for this authorisation");
        assertThat(evaluate(request(10).build()).hasEvaluation()).isTrue();
    }

    @Test
    void anotherInstitutionsAuthorisationIsRefused() {
        refused("bank-1", request(1).build(), "it is that of police and was shown by bank-1");
    }

    @Test
    void anotherPurposeThanTheAuthorisationsIsRefused() {
        refused(
                "police",
                request(1)
                        .setPurpose(EvaluationPurpose.EVALUATION_PURPOSE_CONTRIBUTE)
                        .build(),
                "its purpose is ASK");
        refused(
                "police",
                request(1)
                        .setPurpose(EvaluationPurpose.EVALUATION_PURPOSE_UNSPECIFIED)
                        .build(),
                "no purpose");
    }

    @Test
    void batchesOfAnotherLengthThanThatOfElementsAreRefused() {
        for (int length : new int[] {0, 1, 32, 34, 33 * 1025}) {
            refused(
                    "police",
                    request(1)
                            .setElements(ByteString.copyFrom(new byte[length]))
                            .build(),
                    "not %d bytes".formatted(length));
        }
    }

    @Test
    void anotherGenerationOrKeyEpochIsAnsweredWithTheOneHeldAndNotCounted() throws Exception {
        OprfWire.HeldGeneration held =
                evaluate(request(QUOTA).setGeneration(3).build()).getHeld();
        assertThat(held.getAny()).isTrue();
        assertThat(held.getGeneration()).isZero();
        assertThat(evaluate(request(QUOTA).setEpoch(9).build()).getHeld().getAny())
                .isFalse();

        assertThat(evaluate(request(QUOTA).build()).hasEvaluation()).isTrue();
    }

    @Test
    void aRequestPastItsDeadlineIsNotCounted() throws Exception {
        byte[] late = request(QUOTA).build().toByteArray();
        assertThatThrownBy(() -> service.evaluate("police", late, Deadline.in(Duration.ZERO)))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("nothing was counted");

        assertThat(evaluate(request(QUOTA).build()).hasEvaluation()).isTrue();
    }

    @Test
    void aRequestThatHoldsMoreThanItsFieldsIsRefusedAndNotCounted() throws Exception {
        byte[] request = request(QUOTA).build().toByteArray();
        byte[] more = Arrays.copyOf(request, request.length + 2);
        more[request.length] = 15 << 3 | 2;
        assertThatThrownBy(() -> service.evaluate("police", more, soon()))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("not a request for evaluations");
        assertThatThrownBy(() -> service.statement("police", new byte[] {8, 1, 15 << 3, 1}, soon()))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("not a request for a key statement");

        assertThat(evaluate(request(QUOTA).build()).hasEvaluation()).isTrue();
    }

    @Test
    void mutatedRequestsAreRefusedOrAnsweredAndHarmNothing() throws Exception {
        SplittableRandom mutations = new SplittableRandom(1);
        byte[] good = request(1).setGeneration(7).build().toByteArray();
        for (int i = 0; i < 2000; i++) {
            byte[] bad = good.clone();
            for (int flips = mutations.nextInt(4); flips >= 0; flips--) {
                bad[mutations.nextInt(bad.length)] ^= (byte) (1 << mutations.nextInt(8));
            }
            try {
                service.evaluate("police", bad, soon());
                service.statement("police", bad, soon());
            } catch (RefusedRequestException e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
        assertThat(evaluate(request(1).build()).hasEvaluation()).isTrue();
    }

    @Test
    void theStatementIsOpenToAnyMember() throws Exception {
        byte[] reply = service.statement(
                "bank-1",
                OprfWire.StatementRequest.newBuilder().setEpoch(1).build().toByteArray(),
                soon());
        SignedStatement signed =
                WireForms.decode(OprfWire.StatementReply.parseFrom(reply).getStatement());

        assertThat(VerifiedKey.check(network.holders, 1, signed).generation()).isZero();
    }

    private EvaluateRequest.Builder request(long count) {
        List<byte[]> inputs = Collections.nCopies((int) count, new byte[] {1});
        return EvaluateRequest.newBuilder()
                .setEpoch(1)
                .setAuthorisation(ByteString.copyFrom(authorisation.bytes()))
                .setPurpose(EvaluationPurpose.EVALUATION_PURPOSE_ASK)
                .setElements(ByteString.copyFrom(Blinding.of(inputs, random).elements()));
    }

    private OprfWire.EvaluateReply evaluate(EvaluateRequest request) throws Exception {
        return OprfWire.EvaluateReply.parseFrom(service.evaluate("police", request.toByteArray(), soon()));
    }

    private void refused(String institution, EvaluateRequest request, String reason) {
        assertThatThrownBy(() -> service.evaluate(institution, request.toByteArray(), soon()))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining(reason);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1));
    }
}
