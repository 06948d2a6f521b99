package io.mistnet.node.oprf;

import com.google.protobuf.ByteString;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.oprf.HolderFailedException.Kind;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedException;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestFailedException;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.Evaluation;
import io.mistnet.protocols.oprf.HolderDeviationException;
import java.time.Duration;

/** Sends requests to single holders and reads their replies: size, form, values. What is signed or proven in them is for others to check. Thread-safe. */
final class HolderClient {

    private final Holders holders;
    private final RequestClient client;
    private final Duration patience;

    /** @param patience for one request, at most */
    HolderClient(Holders holders, RequestClient client, Duration patience) {
        this.holders = holders;
        this.client = client;
        this.patience = patience;
    }

    CeremonyReply ask(int holder, CeremonyQuery query) throws HolderFailedException {
        byte[] reply = call(holder, RequestKind.OPRF_KEYGEN, CeremonyCodec.encode(query), Deadline.in(patience));
        try {
            return CeremonyCodec.decodeReply(reply);
        } catch (MalformedMessageException e) {
            throw new HolderFailedException(Kind.DEVIATED, e.reason());
        }
    }

    /** The holder's statement of a key epoch; its signatures are unchecked. */
    SignedStatement statement(int holder, int epoch, Deadline deadline) throws HolderFailedException {
        byte[] reply = call(
                holder,
                RequestKind.OPRF_STATEMENT,
                OprfWire.StatementRequest.newBuilder().setEpoch(epoch).build().toByteArray(),
                deadline);
        try {
            return WireForms.decode(WireForms.parse(OprfWire.StatementReply.parser(), reply, "a reply with a statement")
                    .getStatement());
        } catch (MalformedMessageException e) {
            throw new HolderFailedException(Kind.DEVIATED, e.reason());
        }
    }

    /**
     * One holder's evaluation of a batch; its proof is unchecked.
     *
     * @param elements 33 bytes each
     */
    Evaluation evaluate(int holder, int epoch, int generation, byte[] elements, EvaluationTerms terms)
            throws HolderFailedException {
        SignedAuthorisation authorisation = terms.authorisation();
        byte[] reply = call(
                holder,
                RequestKind.OPRF_EVALUATE,
                OprfWire.EvaluateRequest.newBuilder()
                        .setEpoch(epoch)
                        .setGeneration(generation)
                        .setAuthorisation(ByteString.copyFrom(authorisation.bytes()))
                        .setPurpose(
                                authorisation.authorisation().purpose() == Purpose.ASK
                                        ? OprfWire.EvaluationPurpose.EVALUATION_PURPOSE_ASK
                                        : OprfWire.EvaluationPurpose.EVALUATION_PURPOSE_CONTRIBUTE)
                        .setElements(ByteString.copyFrom(elements))
                        .build()
                        .toByteArray(),
                terms.deadline());
        try {
            return evaluation(
                    holder,
                    elements.length / Evaluation.ELEMENT_BYTES,
                    WireForms.parse(OprfWire.EvaluateReply.parser(), reply, "a reply with an evaluation"));
        } catch (MalformedMessageException e) {
            throw new HolderFailedException(Kind.DEVIATED, e.reason());
        } catch (HolderDeviationException e) {
            throw new HolderFailedException(Kind.DEVIATED, String.valueOf(e.getMessage()));
        }
    }

    private static Evaluation evaluation(int holder, int elements, OprfWire.EvaluateReply reply)
            throws HolderFailedException, MalformedMessageException {
        return switch (reply.getOutcomeCase()) {
            case EVALUATION ->
                Evaluation.read(holder, elements, reply.getEvaluation().toByteArray());
            case HELD ->
                throw new HolderFailedException(
                        Kind.OTHER_GENERATION,
                        reply.getHeld().getAny()
                                ? "it holds generation "
                                        + Integer.toUnsignedString(
                                                reply.getHeld().getGeneration())
                                : "it holds no key of this epoch");
            case OUTCOME_NOT_SET -> throw new MalformedMessageException("an empty reply");
        };
    }

    private byte[] call(int holder, RequestKind kind, byte[] payload, Deadline deadline) throws HolderFailedException {
        try {
            return client.call(holders.id(holder), kind, payload, deadline.atMost(patience));
        } catch (RefusedException e) {
            throw new HolderFailedException(Kind.REFUSED, e.reason());
        } catch (RequestFailedException e) {
            throw new HolderFailedException(Kind.AWAY, String.valueOf(e.getMessage()));
        }
    }
}
