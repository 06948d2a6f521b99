package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.mistnet.he.Asker;
import io.mistnet.node.answering.KeyId;
import io.mistnet.node.network.Network;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.AnswersReply;
import io.mistnet.protocols.retrieval.BatchPlan;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.SelectorTags;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The asker's questions to the host, under a secret key that never leaves the process.
 *
 * <p><b>Security.</b> A query says nothing of what it asks. Its answer must be signed by the host together with the query; it is opened only then, and nothing is sent after it, so that the host does not learn what was in
 * it. An answer from an older table than one before is a failure. The one repetition there is comes before any answer, where the host does not hold the expansion keys any more: they are sent again, with a new query.
 *
 * <p>Thread-safe.
 */
public final class HostQuestions implements AutoCloseable {

    private final LookupParameters parameters;
    private final HostLink link;
    private final SeenVersions seen;
    private final AnsweredQuestions.Binding binding;
    private final Asker keys;
    private final SecureRandom random;
    private final Queue<QuestionMaker> makers = new ConcurrentLinkedQueue<>();
    private Optional<ByteString> uploaded = Optional.empty();

    /**
     * A new secret key for questions to this network's host, whose tables' versions are remembered as long as this is open.
     *
     * @param asker this institution's id
     */
    public static HostQuestions open(Network network, String asker, RequestClient client, SecureRandom random) {
        return new HostQuestions(
                network, asker, new HostLink(network.host().orElseThrow(), client), SeenVersions.inMemory(), random);
    }

    HostQuestions(Network network, String asker, HostLink link, SeenVersions seen, SecureRandom random) {
        this.parameters = network.lookup().orElseThrow().parameters();
        this.link = link;
        this.seen = seen;
        this.binding = new AnsweredQuestions.Binding(network.hash(), asker, parameters, link, seen);
        this.keys = new Asker(parameters.encryption());
        this.random = random;
    }

    /**
     * The labels of one selector.
     *
     * @param disclosure is told what the host sees
     * @throws LookupFailedException where there is no answer; it says why and what to do
     */
    public List<FoundLabel> ask(int keyEpoch, SelectorTags tags, Deadline deadline, Disclosure disclosure)
            throws LookupFailedException {
        Target target = Target.single(parameters, tags);
        return made(maker -> asked(deadline, disclosure, keyId -> {
                    byte[] query = maker.query(target);
                    long newest = seen.newest(link.host().id(), keyEpoch);
                    AnswersReply reply = seen(
                            disclosure,
                            1,
                            RequestKind.HOST_QUERY,
                            LookupWire.QueryRequest.newBuilder()
                                    .setKeyEpoch(keyEpoch)
                                    .setKeyId(keyId)
                                    .setQuery(ByteString.copyFrom(query))
                                    .build(),
                            AnswersReply.parser(),
                            deadline);
                    return new AnsweredQuestions(keyEpoch, newest, List.of(target), List.of(query), reply);
                })
                .open(binding, maker)
                .get(0));
    }

    /**
     * The labels of many selectors, in batches of fixed shape.
     *
     * @param progress is told how many are done, now and then
     * @param disclosure is told what the host sees
     * @return for each selector its labels
     * @throws LookupFailedException where there are no answers; it says why and what to do
     */
    public List<List<FoundLabel>> askAll(
            int keyEpoch, List<SelectorTags> tags, Deadline deadline, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        BatchAnswers answers = new BatchAnswers(parameters, tags, random);
        return made(maker -> {
            while (answers.isMissingAny()) {
                BatchPlan plan = answers.next();
                for (List<BatchPlan.Entry> round : plan.rounds()) {
                    answers.take(round, askRound(keyEpoch, plan, round, maker, deadline, disclosure));
                }
                answers.finished(plan);
                progress.done(answers.done());
            }
            return answers.all();
        });
    }

    private interface Work<T> {

        T with(QuestionMaker maker) throws LookupFailedException;
    }

    private <T> T made(Work<T> work) throws LookupFailedException {
        QuestionMaker idle = makers.poll();
        QuestionMaker maker = idle == null ? new QuestionMaker(parameters, keys) : idle;
        try {
            return work.with(maker);
        } finally {
            makers.add(maker);
        }
    }

    private List<List<FoundLabel>> askRound(
            int keyEpoch,
            BatchPlan plan,
            List<BatchPlan.Entry> round,
            QuestionMaker maker,
            Deadline deadline,
            Disclosure disclosure)
            throws LookupFailedException {
        List<Target> targets = round.stream().map(BatchPlan.Entry::target).toList();
        return asked(deadline, disclosure, keyId -> {
                    List<byte[]> queries = targets.stream().map(maker::query).toList();
                    long newest = seen.newest(link.host().id(), keyEpoch);
                    AnswersReply reply = seen(
                            disclosure,
                            queries.size(),
                            RequestKind.HOST_BATCH,
                            LookupWire.BatchRequest.newBuilder()
                                    .setKeyEpoch(keyEpoch)
                                    .setKeyId(keyId)
                                    .setSelectors(plan.shape().selectors())
                                    .setQueries(ByteString.copyFrom(joined(queries)))
                                    .build(),
                            AnswersReply.parser(),
                            deadline);
                    return new AnsweredQuestions(keyEpoch, newest, targets, queries, reply);
                })
                .open(binding, maker);
    }

    private <M extends Message> M seen(
            Disclosure disclosure, int queries, RequestKind kind, Message request, Parser<M> parser, Deadline deadline)
            throws LookupFailedException {
        M reply = link.call(kind, request, parser, deadline);
        disclosure.asked(queries, request.getSerializedSize(), reply.getSerializedSize());
        return reply;
    }

    private interface Attempt {

        AnsweredQuestions with(ByteString keyId) throws LookupFailedException;
    }

    private AnsweredQuestions asked(Deadline deadline, Disclosure disclosure, Attempt attempt)
            throws LookupFailedException {
        ByteString keyId = keyId(deadline, disclosure);
        AnsweredQuestions asked = attempt.with(keyId);
        if (asked.lacksKeys()) {
            forget(keyId);
            return attempt.with(keyId(deadline, disclosure));
        }
        return asked;
    }

    private static byte[] joined(List<byte[]> queries) {
        ByteBuffer joined = ByteBuffer.allocate(
                queries.stream().mapToInt(query -> query.length).sum());
        queries.forEach(joined::put);
        return joined.array();
    }

    private synchronized ByteString keyId(Deadline deadline, Disclosure disclosure) throws LookupFailedException {
        if (uploaded.isEmpty()) {
            ByteBuffer message =
                    ByteBuffer.allocateDirect(parameters.encryption().keyBytes());
            keys.keys(message);
            LookupWire.KeysReply reply = seen(
                    disclosure,
                    0,
                    RequestKind.HOST_KEYS,
                    LookupWire.KeysRequest.newBuilder()
                            .setKeys(ByteString.copyFrom(message.clear()))
                            .build(),
                    LookupWire.KeysReply.parser(),
                    deadline);
            if (reply.hasRefusal()) {
                throw link.refused(reply.getRefusal());
            }
            HostLink.requireLength(link, "a key id", reply.getKeyId(), KeyId.BYTES);
            uploaded = Optional.of(reply.getKeyId());
        }
        return uploaded.get();
    }

    private synchronized void forget(ByteString keyId) {
        if (uploaded.equals(Optional.of(keyId))) {
            uploaded = Optional.empty();
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
