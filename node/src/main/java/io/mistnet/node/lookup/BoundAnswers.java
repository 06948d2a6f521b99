package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.mistnet.node.answering.AnswerSink;
import io.mistnet.node.answering.Answered;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.AnswerBinding;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.Region;
import java.nio.ByteBuffer;
import java.util.List;

/** The answers to the queries of one request, in their order, and what binds them to these queries. Takes as many as there are queries. */
final class BoundAnswers implements AnswerSink {

    private final List<Region> regions;
    private final List<byte[]> queries;
    private final AnswerBinding binding;
    private final ByteBuffer bytes;
    private int count;

    /**
     * @param network the network file's hash
     * @param regions that the queries are about: as many queries for each, in this order
     * @param answerBytes of one answer
     */
    BoundAnswers(Sha256 network, List<Region> regions, List<byte[]> queries, int answerBytes) {
        this.regions = regions;
        this.queries = queries;
        this.binding = new AnswerBinding(network.bytes());
        this.bytes = ByteBuffer.allocate(Math.multiplyExact(queries.size(), AnswerHeader.BYTES + answerBytes));
    }

    @Override
    public void answered(Answered answered) {
        Region region = regions.get(count / (queries.size() / regions.size()));
        ByteBuffer answer = ByteBuffer.wrap(answered.answer());
        binding.add(region, ByteBuffer.wrap(queries.get(count)), answered.header(), answer);
        answered.header().write(bytes);
        bytes.put(answer);
        count++;
    }

    /** All of them under the host's signature; may be asked for once. */
    LookupWire.Answers signed(Identity identity) {
        return LookupWire.Answers.newBuilder()
                .setAnswers(UnsafeByteOperations.unsafeWrap(bytes.flip()))
                .setSignature(ByteString.copyFrom(identity.sign(binding.digest())))
                .build();
    }
}
