package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import io.mistnet.he.Asker;
import io.mistnet.node.network.Network;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.AnswersReply;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.protocols.retrieval.AnswerBinding;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.BatchPlan;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Region;
import io.mistnet.protocols.retrieval.SelectorTags;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The asker's questions to the host, under a secret key that never leaves the process.
 *
 * <p><b>Security.</b> A query says nothing of what it asks. Its answer must be signed by the host together with the query; it is opened only then, and nothing is sent after it, so that the host does not learn what was in
 * it. The one repetition there is comes before any answer, where the host does not hold the expansion keys any more: they are sent again, with a new query.
 *
 * <p>Thread-safe.
 */
public final class HostQuestions implements AutoCloseable {

    private final Network network;
    private final LookupParameters parameters;
    private final HostLink link;
    private final Asker keys;
    private final SecureRandom random;
    private Optional<ByteString> uploaded = Optional.empty();

    /** A new secret key for questions to this network's host. */
    public static HostQuestions open(Network network, RequestClient client, SecureRandom random) {
        return new HostQuestions(
                network,
                network.lookup().orElseThrow().parameters(),
                new HostLink(network.host().orElseThrow(), client),
                random);
    }

    HostQuestions(Network network, LookupParameters parameters, HostLink link, SecureRandom random) {
        this.network = network;
        this.parameters = parameters;
        this.link = link;
        this.keys = new Asker(parameters.encryption());
        this.random = random;
    }

    /**
     * The labels of one selector.
     *
     * @throws LookupFailedException where there is no answer; it says why and what to do
     */
    public List<FoundLabel> ask(int keyEpoch, SelectorTags tags, Deadline deadline) throws LookupFailedException {
        QuestionMaker maker = new QuestionMaker(parameters, keys);
        Target target = Target.single(parameters, tags);
        return asked(deadline, keyId -> {
                    byte[] query = maker.query(target);
                    AnswersReply reply = link.call(
                            RequestKind.HOST_QUERY,
                            LookupWire.QueryRequest.newBuilder()
                                    .setKeyEpoch(keyEpoch)
                                    .setKeyId(keyId)
                                    .setQuery(ByteString.copyFrom(query))
                                    .build(),
                            AnswersReply.parser(),
                            deadline);
                    return new Asked(List.of(target), List.of(query), reply);
                })
                .open(maker)
                .get(0);
    }

    /**
     * The labels of many selectors, in batches of fixed shape.
     *
     * @param progress is told how many are done, now and then
     * @return for each selector its labels
     * @throws LookupFailedException where there are no answers; it says why and what to do
     */
    public List<List<FoundLabel>> askAll(int keyEpoch, List<SelectorTags> tags, Deadline deadline, Progress progress)
            throws LookupFailedException {
        QuestionMaker maker = new QuestionMaker(parameters, keys);
        BatchAnswers answers = new BatchAnswers(parameters, tags, random);
        while (answers.isMissingAny()) {
            BatchPlan plan = answers.next();
            for (List<BatchPlan.Entry> round : plan.rounds()) {
                answers.take(round, askRound(keyEpoch, plan, round, maker, deadline));
            }
            answers.finished(plan);
            progress.done(answers.done());
        }
        return answers.all();
    }

    private List<List<FoundLabel>> askRound(
            int keyEpoch, BatchPlan plan, List<BatchPlan.Entry> round, QuestionMaker maker, Deadline deadline)
            throws LookupFailedException {
        List<Target> targets = round.stream().map(BatchPlan.Entry::target).toList();
        return asked(deadline, keyId -> {
                    List<byte[]> queries = targets.stream().map(maker::query).toList();
                    AnswersReply reply = link.call(
                            RequestKind.HOST_BATCH,
                            LookupWire.BatchRequest.newBuilder()
                                    .setKeyEpoch(keyEpoch)
                                    .setKeyId(keyId)
                                    .setSelectors(plan.shape().selectors())
                                    .addAllQueries(queries.stream()
                                            .map(ByteString::copyFrom)
                                            .toList())
                                    .build(),
                            AnswersReply.parser(),
                            deadline);
                    return new Asked(targets, queries, reply);
                })
                .open(maker);
    }

    private interface Attempt {

        Asked with(ByteString keyId) throws LookupFailedException;
    }

    private Asked asked(Deadline deadline, Attempt attempt) throws LookupFailedException {
        ByteString keyId = keyId(deadline);
        Asked asked = attempt.with(keyId);
        if (asked.reply.getRefusal().getReason() == Reason.REASON_UNKNOWN_KEYS) {
            forget(keyId);
            return attempt.with(keyId(deadline));
        }
        return asked;
    }

    private synchronized ByteString keyId(Deadline deadline) throws LookupFailedException {
        if (uploaded.isEmpty()) {
            ByteBuffer message =
                    ByteBuffer.allocateDirect(parameters.encryption().keyBytes());
            keys.keys(message);
            LookupWire.KeysReply reply = link.call(
                    RequestKind.HOST_KEYS,
                    LookupWire.KeysRequest.newBuilder()
                            .setKeys(ByteString.copyFrom(message.clear()))
                            .build(),
                    LookupWire.KeysReply.parser(),
                    deadline);
            if (reply.hasRefusal()) {
                throw link.refused(reply.getRefusal());
            }
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

    /** Questions and the host's reply to them. */
    private final class Asked {

        private final List<Target> targets;
        private final List<byte[]> queries;
        private final AnswersReply reply;

        Asked(List<Target> targets, List<byte[]> queries, AnswersReply reply) {
            this.targets = targets;
            this.queries = queries;
            this.reply = reply;
        }

        List<List<FoundLabel>> open(QuestionMaker maker) throws LookupFailedException {
            if (reply.hasRefusal()) {
                throw link.refused(reply.getRefusal());
            }
            List<AnswerHeader> headers = verified();
            List<List<FoundLabel>> found = new ArrayList<>(targets.size());
            for (int i = 0; i < targets.size(); i++) {
                ByteBuffer answer = reply.getAnswers().getAnswers(i).getAnswer().asReadOnlyByteBuffer();
                found.add(maker.open(targets.get(i), headers.get(i), answer));
            }
            return found;
        }

        private List<AnswerHeader> verified() throws LookupFailedException {
            LookupWire.Answers answers = reply.getAnswers();
            if (answers.getAnswersCount() != targets.size()) {
                throw link.deviated("%d answers to %d questions".formatted(answers.getAnswersCount(), targets.size()));
            }
            AnswerBinding binding = new AnswerBinding(network.hash().bytes());
            List<AnswerHeader> headers = new ArrayList<>(targets.size());
            for (int i = 0; i < targets.size(); i++) {
                LookupWire.Answer answer = answers.getAnswers(i);
                HostLink.requireLength(
                        link,
                        "an answer",
                        answer.getAnswer(),
                        parameters.encryption().answerBytes());
                headers.add(header(answer.getHeader()));
                Region region = targets.get(i).region();
                binding.add(
                        region,
                        ByteBuffer.wrap(queries.get(i)),
                        headers.get(i),
                        answer.getAnswer().asReadOnlyByteBuffer());
            }
            if (!link.host()
                    .keys()
                    .signing()
                    .verifies(binding.digest(), answers.getSignature().toByteArray())) {
                throw link.deviated("its signature does not bind the answer to this question");
            }
            return headers;
        }

        private AnswerHeader header(ByteString bytes) throws LookupFailedException {
            try {
                return AnswerHeader.read(bytes.asReadOnlyByteBuffer(), parameters.layout());
            } catch (IllegalArgumentException e) {
                throw link.deviated(String.valueOf(e.getMessage()));
            }
        }
    }
}
