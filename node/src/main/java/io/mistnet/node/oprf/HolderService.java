package io.mistnet.node.oprf;

import com.google.protobuf.ByteString;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.QuotaLedger;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.peer.LineLimits;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.Evaluation;
import io.mistnet.protocols.oprf.InvalidElementException;
import io.mistnet.protocols.oprf.KeyShare;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a holder does for others: evaluates their blinded elements, and shows the key statement.
 *
 * <p><b>Security.</b> An evaluation is one guess at a selector. So each request shows an authorisation of the institution whose link it came over, and its elements are counted, durably, before the share touches them; what then
 * fails stays counted. The holder learns who asks on what authority, and how many elements: they are uniform whatever is in them. It logs and meters counts, never content.
 *
 * <p>Thread-safe: requests are evaluated in parallel.
 */
final class HolderService {

    private static final Logger LOG = LoggerFactory.getLogger(HolderService.class);

    private final LineLimits refusals = new LineLimits();

    private final Holders holders;
    private final HeldKeys keys;
    private final AuthorisationCheck check;
    private final QuotaLedger ledger;
    private final OprfMeters meters;
    private final SecureRandom random;

    HolderService(
            Holders holders,
            HeldKeys keys,
            AuthorisationCheck check,
            QuotaLedger ledger,
            OprfMeters meters,
            SecureRandom random) {
        this.holders = holders;
        this.keys = keys;
        this.check = check;
        this.ledger = ledger;
        this.meters = meters;
        this.random = random;
    }

    /** Answers OPRF_STATEMENT: open to any member. */
    byte[] statement(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        int epoch;
        try {
            epoch = WireForms.parse(OprfWire.StatementRequest.parser(), payload, "a request for a key statement")
                    .getEpoch();
        } catch (MalformedMessageException e) {
            throw new RefusedRequestException(e.reason(), e);
        }
        SignedStatement signed = keys.established(epoch)
                .map(key -> key.signed().verified(holders))
                .filter(statement -> statement.isComplete(holders))
                .orElseThrow(() -> new RefusedRequestException(
                        "no key of epoch %d is signed by all holders yet; ask again later".formatted(epoch)));
        return OprfWire.StatementReply.newBuilder()
                .setStatement(WireForms.encode(signed))
                .build()
                .toByteArray();
    }

    /** Answers OPRF_EVALUATE. */
    byte[] evaluate(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        try {
            OprfWire.EvaluateRequest request =
                    WireForms.parse(OprfWire.EvaluateRequest.parser(), payload, "a request for evaluations");
            int count = count(request.getElements());
            Optional<KeyShare> share = keys.share(request.getEpoch(), request.getGeneration());
            if (share.isEmpty()) {
                return held(request.getEpoch());
            }
            SignedAuthorisation authorisation =
                    check.check(institution, request.getAuthorisation().toByteArray(), purpose(request));
            if (deadline.hasPassed()) {
                throw new RefusedRequestException(
                        "the deadline passed before the evaluation began; nothing was counted");
            }
            ledger.reserve(authorisation, count);
            return evaluated(institution, share.get(), request.getElements().toByteArray(), count);
        } catch (MalformedMessageException e) {
            meters.refused("malformed");
            throw new RefusedRequestException(e.reason(), e);
        } catch (InvalidElementException e) {
            meters.refused("invalid_element");
            throw new RefusedRequestException(String.valueOf(e.getMessage()), e);
        } catch (AuthorisationRefusedException e) {
            meters.refused(e.reason().name().toLowerCase(Locale.ROOT));
            refusals.log(
                    institution,
                    unsaid -> LOG.info(
                            "institution={} reason={} evaluation refused notLogged={}",
                            institution,
                            e.reason(),
                            unsaid));
            throw new RefusedRequestException(String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] evaluated(String institution, KeyShare share, byte[] elements, int count) {
        long start = System.nanoTime();
        Evaluation evaluation = share.evaluate(elements, random);
        meters.evaluated(institution, count, System.nanoTime() - start);
        return OprfWire.EvaluateReply.newBuilder()
                .setEvaluation(ByteString.copyFrom(evaluation.toBytes()))
                .build()
                .toByteArray();
    }

    private byte[] held(int epoch) {
        meters.refused("other_generation");
        OprfWire.HeldGeneration.Builder held = OprfWire.HeldGeneration.newBuilder();
        keys.established(epoch).ifPresent(key -> held.setAny(true).setGeneration(key.generation()));
        return OprfWire.EvaluateReply.newBuilder().setHeld(held).build().toByteArray();
    }

    private static int count(ByteString elements) throws MalformedMessageException {
        int count = elements.size() / Evaluation.ELEMENT_BYTES;
        WireForms.require(
                elements.size() % Evaluation.ELEMENT_BYTES == 0 && count >= 1 && count <= Evaluation.MAX_ELEMENTS,
                "a batch has 1 to %d elements of %d bytes, not %d bytes"
                        .formatted(Evaluation.MAX_ELEMENTS, Evaluation.ELEMENT_BYTES, elements.size()));
        return count;
    }

    private static Purpose purpose(OprfWire.EvaluateRequest request) throws MalformedMessageException {
        return switch (request.getPurpose()) {
            case EVALUATION_PURPOSE_ASK -> Purpose.ASK;
            case EVALUATION_PURPOSE_CONTRIBUTE -> Purpose.CONTRIBUTE;
            default -> throw new MalformedMessageException("no purpose that this version knows");
        };
    }
}
