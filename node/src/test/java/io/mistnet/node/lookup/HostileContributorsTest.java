package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.request.RefusedException;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a contributor may do to the others' records, over real links. */
@Tag("slow")
class HostileContributorsTest {

    @TempDir
    private Path folder;

    private LookupNodes nodes;
    private LookupParameters parameters;
    private RequestClient fiu;
    private RequestClient mallory;
    private HostQuestions asker;
    private long batches;

    @BeforeEach
    void aHost() throws Exception {
        nodes = new LookupNodes(folder);
        nodes.startHost(LookupNodes.HOST, LookupNodes.limits(1_000_000, 1_000));
        parameters = nodes.terms.parameters();
        fiu = nodes.client("fiu");
        mallory = nodes.client("bank-1");
        asker = nodes.questions("police");
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
    }

    @Test
    void anotherInstitutionsRecordCannotBeChangedOrRemoved() throws Exception {
        assertThat(results(fiu, add(1, 1, 42))).containsExactly(OperationResult.ADDED);

        assertThat(results(mallory, new Operation.Update(Tags.contribution(1, 1, 13, parameters))))
                .containsExactly(OperationResult.NOT_YOURS);
        assertThat(results(mallory, new Operation.Remove(new RecordId(11, 1))))
                .containsExactly(OperationResult.NOT_YOURS);
        assertThat(results(mallory, add(1, 2, 13))).containsExactly(OperationResult.NOT_YOURS);
        assertThat(find(1)).containsExactly(42L);
    }

    /** Whoever has evaluated a selector can take all of its places first. The others are told; nothing of theirs is lost in silence, and an asker sees whose records there are. */
    @Test
    void whoTakesAllPlacesOfASelectorIsSeenByTheOthers() throws Exception {
        int most = parameters.occurrences();
        assertThat(results(
                        mallory,
                        LongStream.range(0, most)
                                .mapToObj(i -> add(i, 1, 100 + i))
                                .toArray(Operation[]::new)))
                .containsOnly(OperationResult.ADDED);

        assertThat(results(fiu, add(50, 1, 42))).containsExactly(OperationResult.SELECTOR_FULL);
        assertThat(find(1)).hasSize(most);
        assertThat(results(mallory, new Operation.Remove(new RecordId(11, 0))))
                .containsExactly(OperationResult.REMOVED);
        assertThat(results(fiu, add(50, 1, 42))).containsExactly(OperationResult.ADDED);
        assertThat(find(1)).contains(42L);
    }

    /** The same fingerprint elsewhere in the table takes its place too; in the same buckets it would hide the record that is there. */
    @Test
    void aFingerprintIsInTheTableOnce() throws Exception {
        assertThat(results(fiu, add(1, 1, 42))).containsExactly(OperationResult.ADDED);
        SelectorTags elsewhere =
                new SelectorTags(Tags.of(2, nodes).position(), Tags.of(1, nodes).occurrences());

        assertThat(results(mallory, new Operation.Add(Tags.contribution(2, elsewhere, 13, parameters))))
                .containsExactly(OperationResult.ADDED);
        assertThat(find(1)).containsExactly(42L);
        assertThat(asker.ask(1, elsewhere, LookupNodes.soon(), new Disclosure())
                        .get(0)
                        .occurrence())
                .isOne();
    }

    /** Two to the power of 16 records: the table takes as many as it was planned for, says so to the rest, and finds all that it took. */
    @Test
    void whatIsTooMuchForTheTableIsRefusedOneByOne() throws Exception {
        assertThat(results(fiu, add(1L << 20, 1L << 20, 42))).containsExactly(OperationResult.ADDED);
        List<OperationResult> results = new ArrayList<>();
        for (int from = 0; from < 1 << 16; from += 1 << 14) {
            results.addAll(results(
                    mallory,
                    LongStream.range(from, from + (1 << 14))
                            .mapToObj(i -> add(i, i, i))
                            .toArray(Operation[]::new)));
        }

        assertThat(results).hasSize(1 << 16).doesNotContain(OperationResult.PADDING);
        assertThat(results.stream().filter(OperationResult::isDone).count()).isEqualTo(parameters.mostRecords() - 1L);
        assertThat(results)
                .filteredOn(result -> !result.isDone())
                .isSubsetOf(OperationResult.TABLE_FULL, OperationResult.CELL_FULL);
        long[] added = IntStream.range(0, 1 << 16)
                .filter(i -> results.get(i) == OperationResult.ADDED)
                .asLongStream()
                .limit(50)
                .toArray();
        for (long selector : added) {
            assertThat(find(selector)).containsExactly(selector);
        }
        assertThat(find(1L << 20)).containsExactly(42L);
    }

    @Test
    void aBatchIdStandsForOneBatchOfOneInstitution() throws Exception {
        byte[] batch = Tags.update(7, List.of(add(1, 1, 42)), parameters).toByteArray();
        assertThat(results(fiu, batch)).startsWith(OperationResult.ADDED);
        assertThat(results(fiu, batch)).startsWith(OperationResult.ADDED);
        assertThat(find(1)).containsExactly(42L);

        byte[] other = Tags.update(7, List.of(add(2, 2, 43)), parameters).toByteArray();
        assertThatThrownBy(() -> fiu.call(LookupNodes.HOST, RequestKind.HOST_UPDATE, other, LookupNodes.soon()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the batch id was used for another batch");
        assertThat(find(2)).isEmpty();
        assertThat(results(mallory, other)).startsWith(OperationResult.ADDED);
        assertThat(find(2)).containsExactly(43L);
    }

    /** Labels that open, but hold what no contributor's node writes. */
    @Test
    void aLabelThatIsNoneIsCountedAndNotShown() throws Exception {
        results(mallory, add(1, 1, Long.MAX_VALUE), add(2, 1, -1));

        LookupAnswer answer = new LabelReader(nodes.network)
                .read(asker.ask(1, Tags.of(1, nodes), LookupNodes.soon(), new Disclosure()));
        assertThat(answer.records()).isEmpty();
        assertThat(answer.unreadable()).isEqualTo(2);
    }

    private Operation add(long id, long selector, long label) {
        return new Operation.Add(Tags.contribution(id, selector, label, parameters));
    }

    private List<OperationResult> results(RequestClient contributor, Operation... operations) throws Exception {
        byte[] request =
                Tags.update(1_000 + batches++, List.of(operations), parameters).toByteArray();
        return results(contributor, request).subList(0, operations.length);
    }

    private static List<OperationResult> results(RequestClient contributor, byte[] request) throws Exception {
        byte[] reply = contributor.call(LookupNodes.HOST, RequestKind.HOST_UPDATE, request, LookupNodes.soon());
        LookupWire.UpdateReply read = LookupWire.UpdateReply.parseFrom(reply);
        assertThat(read.hasRefusal()).isFalse();
        List<OperationResult> results = new ArrayList<>();
        read.getResults().forEach(code -> results.add(ResultCode.of(code)));
        return results;
    }

    private List<Long> find(long selector) throws Exception {
        return asker.ask(1, Tags.of(selector, nodes), LookupNodes.soon(), new Disclosure()).stream()
                .map(FoundLabel::content)
                .map(content -> ByteBuffer.wrap(content).getLong())
                .toList();
    }
}
