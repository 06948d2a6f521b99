package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.oprf.KeyContext;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.KeyStatement;
import io.mistnet.protocols.retrieval.RecordId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contributor says under which key its records are, and the host keeps records of one key together. */
@Tag("slow")
class KeyOfUpdatesTest {

    @TempDir
    private Path folder;

    private LookupNodes nodes;
    private Contributions fiu;

    @BeforeEach
    void aNetwork() throws Exception {
        nodes = new LookupNodes(folder).started();
        fiu = nodes.asker("fiu").contributions();
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
    }

    @Test
    void eachUpdateNamesTheKeyThatAllHoldersSigned() throws Exception {
        RecordId id = fiu.newId();
        assertThat(changed(new RecordChange.Add(id, LookupNodes.phone(1), LookupNodes.intelligence("desk"))))
                .containsExactly(OperationResult.ADDED);
        assertThat(changed(new RecordChange.Remove(id))).containsExactly(OperationResult.REMOVED);

        assertThat(nodes.exchanged(RequestKind.HOST_UPDATE))
                .hasSize(2)
                .allSatisfy(update -> assertThat(LookupWire.UpdateRequest.parseFrom(update.request())
                                .getKeyContext()
                                .toByteArray())
                        .isEqualTo(keyContext()));
    }

    @Test
    void aContributorWhoseKeyIsNotThatOfTheHostsRecordsIsToldSo() throws Exception {
        byte[] underAnother = Tags.update(
                        1,
                        List.of(new Operation.Add(Tags.contribution(1, 1, 42, nodes.terms.parameters()))),
                        nodes.terms.parameters())
                .toByteArray();
        nodes.client("bank-1").call(LookupNodes.HOST, RequestKind.HOST_UPDATE, underAnother, LookupNodes.soon());

        assertThatThrownBy(() -> changed(
                        new RecordChange.Add(fiu.newId(), LookupNodes.phone(1), LookupNodes.intelligence("desk"))))
                .isInstanceOfSatisfying(
                        LookupFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("the records here are under another key of the same key epoch")
                .hasMessageContaining("a new number in key-epochs");
    }

    private List<OperationResult> changed(RecordChange change) throws LookupFailedException {
        return fiu.apply(List.of(change), LookupNodes.ASKING, LookupNodes.soon(), Progress.NONE);
    }

    private byte[] keyContext() throws Exception {
        byte[] reply = nodes.exchanged(RequestKind.OPRF_STATEMENT).get(0).reply();
        KeyStatement statement = KeyStatement.of(OprfWire.StatementReply.parseFrom(reply)
                .getStatement()
                .getStatement()
                .toByteArray());
        return KeyContext.of(nodes.network.name(), 1, statement.publicShares().publicKey());
    }
}
