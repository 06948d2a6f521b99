package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.lookup.LookupNodes.Exchanged;
import io.mistnet.node.lookup.LookupNodes.Lie;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.AnswerHeader;
import java.nio.file.Path;
import java.util.Arrays;
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

        int header = AnswerHeader.BYTES;
        String unbound = "its signature does not bind the answer to this question";
        refused((query, reply) -> old, unbound);
        refused((query, reply) -> changed(reply, answers -> flipped(answers, header + 70_000)), unbound);
        refused((query, reply) -> changed(reply, answers -> flipped(answers, 20)), unbound);
        refused((query, reply) -> changed(reply, answers -> flipped(answers, header - 4)), "columns are renewed");
        refused((query, reply) -> changed(reply, answers -> answers.substring(1)), "the answers of ");
        refused((query, reply) -> changed(reply, answers -> answers.concat(answers)), "the answers of ");
        refused((query, reply) -> changed(reply, answers -> ByteString.EMPTY), "the answers of 0 bytes");
        refused(
                (query, reply) -> {
                    LookupWire.AnswersReply.Builder unsigned = LookupWire.AnswersReply.parseFrom(reply).toBuilder();
                    unsigned.getAnswersBuilder().clearSignature();
                    return unsigned.build().toByteArray();
                },
                unbound);
        refused((query, reply) -> new byte[] {(byte) 0xff, 1, 2}, "cannot be read");
        refused((query, reply) -> Arrays.copyOf(reply, reply.length + 2), "cannot be read");
        refused(
                (query, reply) -> {
                    byte[] more = Arrays.copyOf(reply, reply.length + 2);
                    more[reply.length] = 15 << 3 | 2;
                    return more;
                },
                "cannot be read");

        nodes.tellTheTruth();
        assertThat(look(1).count()).isOne();
    }

    @Test
    void answersOfOneBatchCannotChangePlaces() throws Exception {
        List<Selector> watched = List.of(LookupNodes.phone(1), LookupNodes.phone(2));
        int length = AnswerHeader.BYTES + nodes.terms.parameters().encryption().answerBytes();
        nodes.lie(
                RequestKind.HOST_BATCH,
                (query, reply) -> changed(
                        reply,
                        answers -> answers.substring(length, 2 * length)
                                .concat(answers.substring(0, length))
                                .concat(answers.substring(2 * length))));

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
        ByteString of(ByteString answers);
    }

    private static byte[] changed(byte[] reply, Change change) throws Exception {
        LookupWire.AnswersReply.Builder builder = LookupWire.AnswersReply.parseFrom(reply).toBuilder();
        builder.getAnswersBuilder().setAnswers(change.of(builder.getAnswers().getAnswers()));
        return builder.build().toByteArray();
    }

    private static ByteString flipped(ByteString bytes, int index) {
        byte[] copy = bytes.toByteArray();
        copy[index] ^= 1;
        return ByteString.copyFrom(copy);
    }
}
