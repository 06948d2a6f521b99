package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.wire.proto.LookupWire.Answers;
import io.mistnet.node.wire.proto.LookupWire.AnswersReply;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.protocols.retrieval.AnswerBinding;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions and the host's reply to them, which is unchecked. Its length is checked first, then the host's signature, which must bind it to these very questions, then the table's version, which never goes back; only then is anything
 * opened.
 *
 * @param newest the newest version of the table that was known when they were asked: a question under way may well be overtaken
 * @param targets what was asked for
 * @param queries how
 */
record AnsweredQuestions(int keyEpoch, long newest, List<Target> targets, List<byte[]> queries, AnswersReply reply) {

    /**
     * What answers are bound to beside their questions.
     *
     * @param network the network file's hash
     * @param asker this institution's id
     * @param seen which versions of the host's tables
     */
    record Binding(Sha256 network, String asker, LookupParameters parameters, HostLink link, SeenVersions seen) {}

    boolean lacksKeys() {
        return reply.getRefusal().getReason() == Reason.REASON_UNKNOWN_KEYS;
    }

    /** What was found for each target. */
    List<List<FoundLabel>> open(Binding binding, QuestionMaker maker) throws LookupFailedException {
        HostLink link = binding.link;
        if (reply.hasRefusal()) {
            throw link.refused(reply.getRefusal());
        }
        int length = AnswerHeader.BYTES + binding.parameters.encryption().answerBytes();
        Answers answers = reply.getAnswers();
        HostLink.requireLength(link, "the answers", answers.getAnswers(), targets.size() * length);
        AnswerBinding digest = new AnswerBinding(binding.network.bytes(), keyEpoch, binding.asker);
        List<AnswerHeader> headers = new ArrayList<>(targets.size());
        List<ByteBuffer> bodies = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            ByteString answer = answers.getAnswers().substring(i * length, (i + 1) * length);
            headers.add(header(binding, answer.substring(0, AnswerHeader.BYTES)));
            bodies.add(answer.substring(AnswerHeader.BYTES).asReadOnlyByteBuffer());
            digest.add(targets.get(i).region(), ByteBuffer.wrap(queries.get(i)), headers.get(i), bodies.get(i));
        }
        if (!link.host()
                .keys()
                .signing()
                .verifies(digest.digest(), answers.getSignature().toByteArray())) {
            throw link.deviated("its signature does not bind the answer to this question");
        }
        requireFresh(binding, headers);
        List<List<FoundLabel>> found = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            found.add(maker.open(targets.get(i), headers.get(i), bodies.get(i)));
        }
        return found;
    }

    private void requireFresh(Binding binding, List<AnswerHeader> headers) throws LookupFailedException {
        SeenVersions seen = binding.seen;
        String host = binding.link.host().id();
        for (AnswerHeader header : headers) {
            long version = header.tableVersion();
            if (version < newest && version < seen.newestOnDisk(host, keyEpoch)) {
                throw binding.link.stale(keyEpoch, version, newest, seen);
            }
            seen.saw(host, keyEpoch, version);
        }
    }

    private static AnswerHeader header(Binding binding, ByteString bytes) throws LookupFailedException {
        try {
            return AnswerHeader.read(bytes.asReadOnlyByteBuffer(), binding.parameters.layout());
        } catch (IllegalArgumentException e) {
            throw binding.link.deviated(String.valueOf(e.getMessage()));
        }
    }
}
