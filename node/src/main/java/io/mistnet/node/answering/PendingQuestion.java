package io.mistnet.node.answering;

import io.mistnet.he.ExpansionKeys;
import io.mistnet.protocols.retrieval.Region;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * One question on its way.
 *
 * @param keys leased by whoever waits for the answer
 * @param deadline after which nobody waits for the answer any more
 */
record PendingQuestion(
        String asker,
        HostTable table,
        Region region,
        ExpansionKeys keys,
        byte[] query,
        Instant deadline,
        CompletableFuture<Answered> answer) {

    /** Whether one scan can serve both. */
    boolean sharesScan(PendingQuestion other) {
        return table == other.table && region.equals(other.region);
    }

    boolean isWanted(Instant now) {
        return !answer.isDone() && now.isBefore(deadline);
    }
}
