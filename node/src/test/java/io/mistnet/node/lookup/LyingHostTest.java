package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.lookup.LookupNodes.Exchanged;
import io.mistnet.node.lookup.LookupNodes.Lie;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.AnswerHeader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host may send to an asker, and what the asker makes of it. */
@Tag("slow")
class LyingHostTest {

    @TempDir
    private Path folder;

    private LookupNodes nodes;
    private AskerRole police;

    @BeforeEach
    void aNetworkWithOneRecord() throws Exception {
        nodes = new LookupNodes(folder).started();
        police = nodes.asker("police");
        Contributions fiu = nodes.asker("fiu").contributions();
        fiu.apply(
                List.of(new RecordChange.Add(fiu.newId(), LookupNodes.phone(1), LookupNodes.intelligence("fiu desk"))),
                LookupNodes.ASKING,
                LookupNodes.soon(),
                Progress.NONE);
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
    }

    @Test
    void anAnswerThatIsNotTheHostsToThisVeryQueryIsRefused() throws Exception {
        assertThat(look(1).count()).isOne();
        assertThat(look(2).count()).isZero();
        byte[] old = nodes.exchanged(RequestKind.HOST_QUERY).get(0).reply();

        refused((query, reply) -> old, "its signature does not bind the answer to this question");
        refused(
                (query, reply) -> changed(
                        reply,
                        answers -> answers.setAnswers(
                                0,
                                answers.getAnswers(0).toBuilder()
                                        .setAnswer(flipped(answers.getAnswers(0).getAnswer(), 70_000)))),
                "its signature does not bind the answer to this question");
        refused(
                (query, reply) -> changed(
                        reply,
                        answers -> answers.setAnswers(
                                0,
                                answers.getAnswers(0).toBuilder()
                                        .setHeader(flipped(answers.getAnswers(0).getHeader(), 20)))),
                "its signature does not bind the answer to this question");
        refused(
                (query, reply) -> changed(
                        reply,
                        answers -> answers.setAnswers(
                                0,
                                answers.getAnswers(0).toBuilder()
                                        .setHeader(
                                                flipped(answers.getAnswers(0).getHeader(), AnswerHeader.BYTES - 4)))),
                "columns are renewed");
        refused(
                (query, reply) -> changed(
                        reply,
                        answers -> answers.setAnswers(
                                0,
                                answers.getAnswers(0).toBuilder()
                                        .setAnswer(answers.getAnswers(0)
                                                .getAnswer()
                                                .substring(1)))),
                "an answer of 129023 bytes, not 129024");
        refused(
                (query, reply) -> changed(reply, answers -> answers.addAnswers(answers.getAnswers(0))),
                "2 answers to 1");
        refused((query, reply) -> changed(reply, LookupWire.Answers.Builder::clearAnswers), "0 answers to 1 questions");
        refused((query, reply) -> changed(reply, LookupWire.Answers.Builder::clearSignature), "its signature");
        refused((query, reply) -> new byte[] {(byte) 0xff, 1, 2}, "cannot be read");

        nodes.tellTheTruth();
        assertThat(look(1).count()).isOne();
    }

    @Test
    void answersOfOneBatchCannotChangePlaces() throws Exception {
        List<io.mistnet.connectors.selector.Selector> watched = List.of(LookupNodes.phone(1), LookupNodes.phone(2));
        nodes.lie(
                RequestKind.HOST_BATCH,
                (query, reply) -> changed(reply, answers -> {
                    LookupWire.Answer first = answers.getAnswers(0);
                    answers.setAnswers(0, answers.getAnswers(1)).setAnswers(1, first);
                }));

        assertThatThrownBy(
                        () -> police.lookups().lookAll(watched, LookupNodes.ASKING, LookupNodes.soon(), Progress.NONE))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.DEVIATED))
                .hasMessageContaining("its signature does not bind the answer to this question");
    }

    @Test
    void anAnswerUnderAnotherKeyThanTheHostsIsRefused() throws Exception {
        nodes.stop(LookupNodes.HOST);
        nodes.startHost("bank-1", LookupNodes.limits(1000, 1000));

        assertThatThrownBy(() -> look(1))
                .isInstanceOf(LookupFailedException.class)
                .hasMessageContaining("the host registry deviates from the protocol")
                .hasMessageContaining("its signature does not bind the answer to this question");
    }

    /** A query may come twice: the answer is the same, down to the signature, and tells the host nothing new. It counts twice, and under another's link it is no query at all. */
    @Test
    void aQueryThatIsReplayedIsAnsweredAlikeAndToItsOwnerOnly() throws Exception {
        look(1);
        Exchanged first = nodes.exchanged(RequestKind.HOST_QUERY).get(0);

        byte[] again = nodes.client("police")
                .call(LookupNodes.HOST, RequestKind.HOST_QUERY, first.request(), LookupNodes.soon());
        byte[] stolen = nodes.client("bank-1")
                .call(LookupNodes.HOST, RequestKind.HOST_QUERY, first.request(), LookupNodes.soon());

        assertThat(again).isEqualTo(first.reply());
        assertThat(LookupWire.AnswersReply.parseFrom(stolen).getRefusal().getReason())
                .isEqualTo(LookupWire.Reason.REASON_UNKNOWN_KEYS);
        assertThat(nodes.meters
                        .get("mistnet.lookup.questions")
                        .tag("outcome", "answered")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    /** It cannot lock an asker out for longer than it lies. */
    @Test
    void aKeyIdThatIsNoneIsRefusedAndAskedForAgain() throws Exception {
        nodes.lie(RequestKind.HOST_KEYS, (request, reply) -> new byte[0]);
        assertThatThrownBy(() -> look(1)).hasMessageContaining("a key id of 0 bytes, not 16");
        nodes.tellTheTruth();

        assertThat(look(1).count()).isOne();
    }

    private LookupAnswer look(int phone) throws LookupFailedException {
        return police.lookups().look(LookupNodes.phone(phone), LookupNodes.ASKING, LookupNodes.soon());
    }

    /** And nothing is sent after it. */
    private void refused(Lie lie, String reason) {
        nodes.lie(RequestKind.HOST_QUERY, lie);
        int before = nodes.exchanged(RequestKind.HOST_QUERY).size();
        assertThatThrownBy(() -> look(1))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.DEVIATED))
                .hasMessageContaining("the host registry")
                .hasMessageContaining(reason);
        assertThat(nodes.exchanged(RequestKind.HOST_QUERY)).hasSize(before + 1);
    }

    private interface Change {
        void to(LookupWire.Answers.Builder answers);
    }

    private static byte[] changed(byte[] reply, Change change) throws Exception {
        LookupWire.AnswersReply.Builder builder = LookupWire.AnswersReply.parseFrom(reply).toBuilder();
        change.to(builder.getAnswersBuilder());
        return builder.build().toByteArray();
    }

    private static ByteString flipped(ByteString bytes, int index) {
        byte[] copy = bytes.toByteArray();
        copy[index] ^= 1;
        return ByteString.copyFrom(copy);
    }
}
