package io.mistnet.node.intelligence;

import io.mistnet.node.intelligence.Operation.Add;
import io.mistnet.node.intelligence.Operation.Remove;
import io.mistnet.node.intelligence.Operation.Update;
import io.mistnet.protocols.retrieval.Contribution;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Tells whether a batch that comes again under a known id is the same one: SHA-256 over all operations, each with its kind in front. */
final class BatchDigest {

    static final int BYTES = 32;

    private final MessageDigest sha256 = RowSum.sha256();
    private final ByteBuffer buffer;

    BatchDigest(StoreTerms terms) {
        buffer = ByteBuffer.allocate(
                1 + Contribution.bytes(terms.slots(), terms.parameters().occurrences()));
    }

    byte[] of(UpdateBatch batch) {
        for (Operation operation : batch.operations()) {
            buffer.clear();
            if (operation instanceof Add add) {
                add.contribution().write(buffer.put((byte) 'a'));
            } else if (operation instanceof Update update) {
                update.contribution().write(buffer.put((byte) 'u'));
            } else if (operation instanceof Remove remove) {
                remove.recordId().write(buffer.put((byte) 'r'));
            } else {
                buffer.put((byte) 'p');
            }
            sha256.update(buffer.flip());
        }
        return sha256.digest();
    }
}
