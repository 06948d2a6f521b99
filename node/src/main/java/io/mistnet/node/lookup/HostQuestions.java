package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.mistnet.he.Asker;
import io.mistnet.node.answering.KeyId;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.network.Network;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.AnswersReply;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.protocols.retrieval.AnswerBinding;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.BatchPlan;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.SelectorTags;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * The asker's questions to the host, under a secret key that never leaves the process.
 *
 * <p><b>Security.</b> A query says nothing of what it asks. Its answer must be signed by the host together with the query; it is opened only then, and nothing is sent after it, so that the host does not learn what was in
 * it. The rounds of a batch go on while the answers to those before are opened elsewhere: when they come does not depend on what was found, which opens some microseconds faster. The one repetition there is comes before any answer, where the host does not hold the expansion keys any more: they are sent again, with a new query.
 *
 * <p>Thread-safe.
 */
final class HostQuestions implements AutoCloseable {

    private final Network network;
    private final LookupParameters parameters;
    private final HostLink link;
    private final Asker keys;
    private final SecureRandom random;
    private final Executor opening;
    private Optional<ByteString> uploaded = Optional.empty();

    /** @param opening where a batch's answers are opened while its further rounds go on */
    HostQuestions(Network network, LookupParameters parameters, HostLink link, SecureRandom random, Executor opening) {
        this.network = network;
        this.parameters = parameters;
        this.link = link;
        this.keys = new Asker(parameters.encryption());
        this.random = random;
        this.opening = opening;
    }

    /** The labels of one selector. */
    List<FoundLabel> ask(int keyEpoch, SelectorTags tags, Deadline deadline) throws LookupFailedException {
        QuestionMaker maker = new QuestionMaker(parameters, keys);
        Target target = Target.single(parameters, tags);
        Asked asked = asked(deadline, keyId -> {
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
        });
        return asked.open(maker, asked.verified()).get(0);
    }

    /**
     * The labels of many selectors, in batches of fixed shape.
     *
     * @param progress is told how many are done, now and then
     * @return for each selector its labels
     */
    List<List<FoundLabel>> askAll(int keyEpoch, List<SelectorTags> tags, Deadline deadline, Progress progress)
            throws LookupFailedException {
        QuestionMaker maker = new QuestionMaker(parameters, keys);
        QuestionMaker opener = new QuestionMaker(parameters, keys);
        BatchAnswers answers = new BatchAnswers(parameters, tags, random);
        CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);
        while (answers.isMissingAny()) {
            BatchPlan plan = answers.next();
            for (List<BatchPlan.Entry> round : plan.rounds()) {
                Asked asked = askRound(keyEpoch, plan, round, maker, deadline);
                List<Received> received = asked.verified();
                List<OptionalInt> places = answers.places(round);
                opened = opened.thenRunAsync(() -> answers.take(places, asked.open(opener, received)), opening);
            }
            answers.finished(plan);
            progress.done(answers.done());
        }
        await(opened);
        return answers.all();
    }

    private static void await(CompletableFuture<Void> opened) throws LookupFailedException {
        try {
            opened.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupFailedException(Kind.AWAY, "the lookup was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers could not be opened", e.getCause());
        }
    }

    private Asked askRound(
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
                            .setQueries(ByteString.copyFrom(queries.stream()
                                    .map(UnsafeByteOperations::unsafeWrap)
                                    .toList()))
                            .build(),
                    AnswersReply.parser(),
                    deadline);
            return new Asked(targets, queries, reply);
        });
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

    private record Received(AnswerHeader header, ByteBuffer answer) {}

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

        List<List<FoundLabel>> open(QuestionMaker maker, List<Received> received) {
            List<List<FoundLabel>> found = new ArrayList<>(targets.size());
            for (int i = 0; i < targets.size(); i++) {
                found.add(maker.open(
                        targets.get(i),
                        received.get(i).header(),
                        received.get(i).answer()));
            }
            return found;
        }

        List<Received> verified() throws LookupFailedException {
            if (reply.hasRefusal()) {
                throw link.refused(reply.getRefusal());
            }
            LookupWire.Answers answers = reply.getAnswers();
            int answerBytes = parameters.encryption().answerBytes();
            HostLink.requireLength(
                    link,
                    "answers to %d questions".formatted(targets.size()),
                    answers.getAnswers(),
                    targets.size() * (AnswerHeader.BYTES + answerBytes));
            ByteBuffer bytes = answers.getAnswers().asReadOnlyByteBuffer();
            AnswerBinding binding = new AnswerBinding(network.hash().bytes());
            List<Received> received = new ArrayList<>(targets.size());
            for (int i = 0; i < targets.size(); i++) {
                AnswerHeader header = header(next(bytes, AnswerHeader.BYTES));
                ByteBuffer answer = next(bytes, answerBytes);
                binding.add(targets.get(i).region(), ByteBuffer.wrap(queries.get(i)), header, answer);
                received.add(new Received(header, answer));
            }
            if (!link.host()
                    .keys()
                    .signing()
                    .verifies(binding.digest(), answers.getSignature().toByteArray())) {
                throw link.deviated("its signature does not bind the answer to this question");
            }
            return received;
        }

        private static ByteBuffer next(ByteBuffer from, int length) {
            ByteBuffer part = from.slice(from.position(), length);
            from.position(from.position() + length);
            return part;
        }

        private AnswerHeader header(ByteBuffer bytes) throws LookupFailedException {
            try {
                return AnswerHeader.read(bytes, parameters.layout());
            } catch (IllegalArgumentException e) {
                throw link.deviated(String.valueOf(e.getMessage()));
            }
        }
    }
}
