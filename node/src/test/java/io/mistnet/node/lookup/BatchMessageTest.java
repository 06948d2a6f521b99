package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mistnet.node.answering.KeyId;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.TableLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchMessageTest {

    /** Of 64 groups, whose round of 448 queries is nearly the longest; of 68, which would have been longer than the link allows; and of whole queries of eight ciphertexts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 19, 40, 100})
    void theMessagesOfARoundAreShorterThanTheLinkAllows(int columnGroups) {
        LookupParameters parameters =
                new LookupParameters(1_000, 32, 1, 14, new TableLayout(columnGroups, 320, columnGroups, 4), 8);
        for (int selectors : new int[] {64, 256, 1024}) {
            BatchShape shape = BatchShape.of(parameters, selectors);
            assertThat(request(parameters, shape).getSerializedSize())
                    .isLessThanOrEqualTo(RequestKind.HOST_BATCH.mostRequestBytes());
            assertThat(reply(parameters, shape).getSerializedSize())
                    .isLessThanOrEqualTo(RequestKind.HOST_BATCH.mostReplyBytes());
        }
    }

    private static LookupWire.BatchRequest request(LookupParameters parameters, BatchShape shape) {
        int query = parameters.encryption().queryBytes(shape.regions().get(0).shape());
        return LookupWire.BatchRequest.newBuilder()
                .setKeyEpoch(Integer.MAX_VALUE)
                .setKeyId(bytes(KeyId.BYTES))
                .setSelectors(shape.selectors())
                .setQueries(bytes(shape.queriesPerRound() * query))
                .build();
    }

    private static LookupWire.AnswersReply reply(LookupParameters parameters, BatchShape shape) {
        int answer = AnswerHeader.BYTES + parameters.encryption().answerBytes();
        return LookupWire.AnswersReply.newBuilder()
                .setAnswers(LookupWire.Answers.newBuilder()
                        .setAnswers(bytes(shape.queriesPerRound() * answer))
                        .setSignature(bytes(64)))
                .build();
    }

    private static ByteString bytes(int length) {
        return ByteString.copyFrom(new byte[length]);
    }
}
