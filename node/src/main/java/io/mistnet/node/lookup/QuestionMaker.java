package io.mistnet.node.lookup;

import io.mistnet.he.Asker;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupAsker;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes queries and opens answers in buffers that are used again and again. One thread at a time. */
final class QuestionMaker {

    private final LookupAsker asker;
    private final ByteBuffer query;
    private final ByteBuffer answer;

    QuestionMaker(LookupParameters parameters, Asker keys) {
        this.asker = new LookupAsker(parameters, keys);
        this.query = ByteBuffer.allocateDirect(
                Math.max(asker.queryBytes(parameters.whole()), asker.queryBytes(parameters.group(0))));
        this.answer = ByteBuffer.allocateDirect(parameters.encryption().answerBytes());
    }

    byte[] query(Target target) {
        byte[] bytes = new byte[asker.queryBytes(target.region())];
        asker.query(target, query.clear().limit(bytes.length));
        query.clear().get(bytes);
        return bytes;
    }

    /** @param bytes as many as an answer has */
    List<FoundLabel> open(Target target, AnswerHeader header, ByteBuffer bytes) {
        answer.clear().put(bytes).flip();
        return asker.open(target, header, answer);
    }
}
