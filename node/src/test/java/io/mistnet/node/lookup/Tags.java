package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.LabelSealing;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Tags and update requests without holders: random bytes, from a selector's number, stand for the OPRF's output. */
final class Tags {

    private static final byte[] KEY_CONTEXT = new byte[32];

    private Tags() {}

    static SelectorTags of(long selector, LookupNodes nodes) {
        return of(selector, nodes.terms.parameters());
    }

    static SelectorTags of(long selector, LookupParameters parameters) {
        byte[] output = new byte[32];
        new SplittableRandom(selector).nextBytes(output);
        return SelectorTags.of(output, KEY_CONTEXT, 1, parameters.occurrences());
    }

    /** A record with this id of this selector, whose label is 8 bytes of its own. */
    static Contribution contribution(long id, long selector, long label, LookupParameters parameters) {
        return contribution(id, of(selector, parameters), label, parameters);
    }

    static Contribution contribution(long id, SelectorTags tags, long label, LookupParameters parameters) {
        LabelSealing sealing = new LabelSealing(parameters.slots());
        byte[] content = ByteBuffer.allocate(Long.BYTES).putLong(label).array();
        List<Candidate> candidates = tags.occurrences().stream()
                .map(tag -> new Candidate(tag.fingerprint(), sealing.seal(content, tag)))
                .toList();
        return new Contribution(new RecordId(11, id), tags.position(), candidates);
    }

    static LookupWire.UpdateRequest update(long batch, List<Operation> operations, LookupParameters parameters) {
        UpdateBatch padded = UpdateBatch.padded(new BatchId(3, batch), operations);
        ByteBuffer id = ByteBuffer.allocate(BatchId.BYTES);
        padded.id().write(id);
        return LookupWire.UpdateRequest.newBuilder()
                .setKeyEpoch(1)
                .setBatchId(ByteString.copyFrom(id.flip()))
                .setOperations(new OperationCodec(parameters).encode(padded.operations()))
                .setUntilVisible(true)
                .setKeyContext(ByteString.copyFrom(KEY_CONTEXT))
                .build();
    }
}
