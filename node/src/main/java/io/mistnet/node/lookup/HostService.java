package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.mistnet.node.answering.AnswerDesk;
import io.mistnet.node.answering.Answered;
import io.mistnet.node.answering.HostTables;
import io.mistnet.node.answering.KeyId;
import io.mistnet.node.answering.RefusedQuestionException;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.intelligence.LoadingException;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.AnswerBinding;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Region;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the host does for others: takes keys and updates, answers questions.
 *
 * <p><b>Security.</b> The host learns who asks when, and the class of a batch's size; of an update who contributes, positions and sealed bytes. It signs each answer together with its question, so that it can be
 * shown what it answered, and cannot pass an old answer off as a new one. Of a message its size was checked by the link; here its form, then its content.
 *
 * <p>Thread-safe.
 */
final class HostService {

    private final Network network;
    private final LookupParameters parameters;
    private final HostTables tables;
    private final AnswerDesk desk;
    private final HostUpdates updates;
    private final Identity identity;

    HostService(Network network, HostTables tables, AnswerDesk desk, HostUpdates updates, Identity identity) {
        this.network = network;
        this.parameters = tables.parameters();
        this.tables = tables;
        this.desk = desk;
        this.updates = updates;
        this.identity = identity;
    }

    Map<RequestKind, RequestHandler> handlers() {
        return Map.of(
                RequestKind.HOST_INFO, this::info,
                RequestKind.HOST_KEYS, this::keys,
                RequestKind.HOST_QUERY, this::query,
                RequestKind.HOST_BATCH, this::batch,
                RequestKind.HOST_UPDATE, this::update);
    }

    private byte[] info(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        LookupForms.parse(LookupWire.InfoRequest.parser(), payload, "a request for information");
        LookupWire.InfoReply.Builder reply = LookupWire.InfoReply.newBuilder();
        for (int epoch : tables.epochs()) {
            LookupTable table = tables.records(epoch);
            reply.addTables(LookupWire.TableInfo.newBuilder()
                    .setKeyEpoch(epoch)
                    .setPercent(table.percent())
                    .setLoaded(table.loaded().isDone() && !table.loaded().isCompletedExceptionally()));
        }
        return reply.build().toByteArray();
    }

    private byte[] keys(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        requireMayAsk(institution);
        byte[] keys = LookupForms.parse(LookupWire.KeysRequest.parser(), payload, "an upload of keys")
                .getKeys()
                .toByteArray();
        LookupWire.KeysReply.Builder reply = LookupWire.KeysReply.newBuilder();
        try {
            KeyId id = desk.upload(institution, keys);
            ByteBuffer bytes = ByteBuffer.allocate(KeyId.BYTES);
            id.write(bytes);
            reply.setKeyId(ByteString.copyFrom(bytes.flip()));
        } catch (RefusedQuestionException e) {
            reply.setRefusal(LookupForms.refusal(e));
        }
        return reply.build().toByteArray();
    }

    private byte[] query(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        requireMayAsk(institution);
        LookupWire.QueryRequest request = LookupForms.parse(LookupWire.QueryRequest.parser(), payload, "a query");
        KeyId keyId = LookupForms.keyId(request.getKeyId());
        byte[] query = request.getQuery().toByteArray();
        return answered(() -> {
            Answered answered = desk.answer(institution, request.getKeyEpoch(), keyId, query, deadline.remaining());
            return signed(
                    institution,
                    request.getKeyEpoch(),
                    List.of(parameters.whole()),
                    1,
                    List.of(query),
                    List.of(answered));
        });
    }

    private byte[] batch(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        requireMayAsk(institution);
        LookupWire.BatchRequest request = LookupForms.parse(LookupWire.BatchRequest.parser(), payload, "a batch");
        if (request.getSelectors() < 1 || request.getSelectors() > BatchShape.MOST_SELECTORS) {
            throw new RefusedRequestException("a batch has 1 to %d selectors".formatted(BatchShape.MOST_SELECTORS));
        }
        BatchShape shape = BatchShape.of(parameters, request.getSelectors());
        KeyId keyId = LookupForms.keyId(request.getKeyId());
        List<byte[]> queries = queries(request.getQueries(), shape);
        return answered(() -> {
            List<Answered> answers = new ArrayList<>(queries.size());
            desk.answers(
                    institution,
                    request.getKeyEpoch(),
                    keyId,
                    shape.selectors(),
                    queries,
                    deadline.remaining(),
                    answers::add);
            return signed(institution, request.getKeyEpoch(), shape.regions(), shape.times(), queries, answers);
        });
    }

    private byte[] update(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException {
        requireMayAsk(institution);
        return updates.apply(institution, payload, deadline);
    }

    private interface Answering {

        LookupWire.Answers get();
    }

    private static byte[] answered(Answering answering) {
        LookupWire.AnswersReply.Builder reply = LookupWire.AnswersReply.newBuilder();
        try {
            reply.setAnswers(answering.get());
        } catch (RefusedQuestionException e) {
            reply.setRefusal(LookupForms.refusal(e));
        } catch (LoadingException e) {
            reply.setRefusal(LookupForms.refusal(e));
        }
        return reply.build().toByteArray();
    }

    /** A batch's queries are counted before memory is taken for any of them. */
    private List<byte[]> queries(ByteString bytes, BatchShape shape) throws RefusedRequestException {
        int length = parameters.encryption().queryBytes(shape.regions().get(0).shape());
        int count = shape.queriesPerRound();
        if (bytes.size() != count * length) {
            throw new RefusedRequestException(
                    "a round of a batch for %d selectors has %d queries of %d bytes, not %d bytes in all"
                            .formatted(shape.selectors(), count, length, bytes.size()));
        }
        List<byte[]> queries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            queries.add(bytes.substring(i * length, (i + 1) * length).toByteArray());
        }
        return queries;
    }

    private LookupWire.Answers signed(
            String asker,
            int keyEpoch,
            List<Region> regions,
            int times,
            List<byte[]> queries,
            List<Answered> answered) {
        AnswerBinding binding = new AnswerBinding(network.hash().bytes(), keyEpoch, asker);
        int length = AnswerHeader.BYTES + parameters.encryption().answerBytes();
        ByteBuffer answers = ByteBuffer.allocate(answered.size() * length);
        for (int i = 0; i < answered.size(); i++) {
            Answered answer = answered.get(i);
            binding.add(
                    regions.get(i / times),
                    ByteBuffer.wrap(queries.get(i)),
                    answer.header(),
                    ByteBuffer.wrap(answer.answer()));
            answer.header().write(answers);
            answers.put(answer.answer());
        }
        return LookupWire.Answers.newBuilder()
                .setAnswers(UnsafeByteOperations.unsafeWrap(answers.flip()))
                .setSignature(ByteString.copyFrom(identity.sign(binding.digest())))
                .build();
    }

    /** Those whose authorisations holders accept: agencies and banks. */
    private void requireMayAsk(String institution) throws RefusedRequestException {
        Institution asker = network.institution(institution);
        if (!asker.has(Role.AGENCY) && !asker.has(Role.DATA)) {
            throw new RefusedRequestException("%s is neither an agency nor a bank".formatted(institution));
        }
    }
}
