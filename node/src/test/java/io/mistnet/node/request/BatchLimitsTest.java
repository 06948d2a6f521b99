package io.mistnet.node.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.he.Parameters;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.LookupPlanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner may choose fits into the messages. */
class BatchLimitsTest {

    private static final int ROOM_FOR_HEADERS = 64 << 10;

    @ParameterizedTest
    @CsvSource({"1000, 16", "100000, 64", "1000000, 32", "1000000, 256", "2000000, 64", "5000000, 64", "10000000, 64"})
    void everyMessageOfAPlannedTableFits(int records, int labelBytes) {
        LookupParameters parameters = LookupPlanner.plan(records, labelBytes, 8);
        Parameters encryption = parameters.encryption();
        assertThat(encryption.keyBytes() + ROOM_FOR_HEADERS)
                .isLessThanOrEqualTo(RequestKind.HOST_KEYS.mostRequestBytes());
        assertThat(encryption.queryBytes(encryption.single()) + ROOM_FOR_HEADERS)
                .isLessThanOrEqualTo(RequestKind.HOST_QUERY.mostRequestBytes());
        assertThat(encryption.answerBytes() + ROOM_FOR_HEADERS)
                .isLessThanOrEqualTo(RequestKind.HOST_QUERY.mostReplyBytes());
        for (int count : new int[] {1, 17, 65, 257, 1024}) {
            BatchShape batch = BatchShape.of(parameters, count);
            long queries = batch.queriesPerRound();
            long up = queries * encryption.queryBytes(batch.regions().get(0).shape());
            long down = queries * encryption.answerBytes();
            assertThat(up + ROOM_FOR_HEADERS)
                    .as("up, %d selectors", count)
                    .isLessThanOrEqualTo(RequestKind.HOST_BATCH.mostRequestBytes());
            assertThat(down + ROOM_FOR_HEADERS)
                    .as("down, %d selectors", count)
                    .isLessThanOrEqualTo(RequestKind.HOST_BATCH.mostReplyBytes());
        }
    }
}
