package io.mistnet.node.intelligence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.storage.Database;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.WALRecoveryMode;

class PastBatchesTest {

    private static final List<OperationResult> BY_CODE = List.of(
            OperationResult.PADDING,
            OperationResult.ADDED,
            OperationResult.UPDATED,
            OperationResult.REMOVED,
            OperationResult.SELECTOR_FULL,
            OperationResult.CELL_FULL,
            OperationResult.TABLE_FULL,
            OperationResult.KNOWN_ID,
            OperationResult.UNKNOWN_ID,
            OperationResult.NOT_YOURS,
            OperationResult.OTHER_SELECTOR,
            OperationResult.QUOTA_FULL);

    @TempDir
    Path directory;

    /** A version with other results, or in another order, reads what this one wrote. */
    @Test
    void resultsLieOnDiskUnderCodesThatNeverChange() {
        BatchId id = new BatchId(1, 2);
        byte[] digest = new byte[BatchDigest.BYTES];
        Receipt receipt = new Receipt(1, BY_CODE);
        try (Database database =
                Database.open(directory, "test", List.of(RecordTable.values()), WALRecoveryMode.AbsoluteConsistency)) {
            PastBatches past = new PastBatches(database);
            try (Database.Writes writes = database.writes()) {
                past.put(writes, (short) 0, id, digest, receipt);
                writes.commit();
            }
            database.forEach(
                    RecordTable.BATCHES,
                    new byte[0],
                    null,
                    (key, row) -> assertThat(Arrays.copyOfRange(row, row.length - BY_CODE.size(), row.length))
                            .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            assertThat(past.find((short) 0, id, digest)).contains(receipt);
        }
        assertThat(BY_CODE).containsExactlyInAnyOrder(OperationResult.values());
        assertThatThrownBy(() -> OperationResult.of((byte) 12)).hasMessage("no result has the code 12");
    }
}
