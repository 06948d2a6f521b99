package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.he.Parameters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupPlannerTest {

    private static final long PLAINTEXT_BYTES_IN_MEMORY = 24_576;

    @Test
    void aMillionShortLabelsMakeTheMatrixThatWasMeasured() {
        LookupParameters parameters = LookupPlanner.plan(1_000_000, 32, 1);
        assertThat(parameters.layout()).isEqualTo(new TableLayout(112, 80, 7, 4));
        assertThat(parameters.ciphertexts()).isEqualTo(2);
        assertThat(parameters.plainBits()).isEqualTo(14);
    }

    @ParameterizedTest(name = "{0} records of {1} bytes, {2} of a selector")
    @CsvSource({
        "1, 16, 1, 60",
        "1000, 32, 4, 60",
        "100000, 128, 8, 60",
        "1000000, 32, 1, 180",
        "1000000, 32, 4, 180",
        "1000000, 32, 8, 180",
        "1000000, 256, 1, 230",
        "1000000, 256, 4, 230",
        "1000000, 256, 8, 230",
        "2000000, 200, 4, 230",
        "4000000, 64, 4, 230",
        "10000000, 64, 1, 230",
        "10000000, 64, 8, 230"
    })
    void everyPlanKeepsTheBoundsOfNoiseFillMemoryAndTraffic(int records, int labelBytes, int occurrences, int queryKb) {
        LookupParameters parameters = LookupPlanner.plan(records, labelBytes, occurrences);
        Parameters encryption = parameters.encryption();
        assertDecryptsAndHolds(parameters);
        assertThat(parameters.layout().buckets() * PLAINTEXT_BYTES_IN_MEMORY).isLessThan(4L << 30);
        assertThat(encryption.keyBytes()).isLessThan(450_000);
        if (queryKb >= 180) {
            assertThat(encryption.queryBytes(parameters.whole().shape()) + encryption.answerBytes())
                    .isLessThan(queryKb * 1000);
        }
    }

    /** What can be planned for many records can be planned for fewer, and with shorter labels. */
    @Test
    @Tag("slow")
    void everyNumberOfRecordsAndEveryLabelIsPlannedOrRefusedWithAReason() {
        int[] numbers = {20_000_000, 8_000_000, 5_000_000, 4_999_999, 3_000_000, 2_000_000, 1_000_000, 30_000, 1_000};
        for (int occurrences : new int[] {1, 8}) {
            int longestPlanned = 0;
            for (int records : numbers) {
                int planned = 0;
                boolean isRefused = false;
                for (int labelBytes : new int[] {16, 64, 100, 200, 256}) {
                    if (isPlanned(records, labelBytes, occurrences)) {
                        assertThat(isRefused)
                                .as("%d records, shorter labels", records)
                                .isFalse();
                        planned = labelBytes;
                    } else {
                        isRefused = true;
                    }
                }
                assertThat(planned).as("%d records", records).isGreaterThanOrEqualTo(longestPlanned);
                longestPlanned = planned;
            }
            assertThat(longestPlanned).isEqualTo(256);
        }
    }

    private static boolean isPlanned(int records, int labelBytes, int occurrences) {
        try {
            assertDecryptsAndHolds(LookupPlanner.plan(records, labelBytes, occurrences));
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessage(
                            "a lookup table of %d records with labels of %d bytes needs more plaintexts than the noise margin allows; plan for fewer records or shorter labels",
                            records, labelBytes);
            return false;
        }
    }

    private static void assertDecryptsAndHolds(LookupParameters parameters) {
        Parameters encryption = parameters.encryption();
        TableLayout layout = parameters.layout();
        int cellSlots = layout.blockRows() * parameters.slots().perBucket();
        assertThat(encryption.margin(parameters.whole().shape())).isGreaterThanOrEqualTo(8.5);
        assertThat(encryption.margin(parameters.group(0).shape())).isGreaterThanOrEqualTo(8.5);
        assertThat((double) parameters.records() / layout.cells() / cellSlots).isLessThanOrEqualTo(0.90);
        assertThat(CellLoad.overflowing(parameters.records(), layout.cells(), cellSlots, parameters.occurrences()))
                .isLessThan(1e-3);
    }

    @Test
    void theBoundOnOverflowHoldsForLoadsThatAreDrawn() {
        SplittableRandom random = new SplittableRandom(3);
        int cells = 20_000;
        for (int occurrences : new int[] {1, 4, 8}) {
            int records = cells * 100;
            int[] load = new int[cells];
            for (int done = 0; done < records; ) {
                int of = 1 + random.nextInt(occurrences);
                load[random.nextInt(cells)] += of;
                done += of;
            }
            for (int slots : new int[] {130, 150, 170}) {
                int full = (int) (slots * 0.98);
                long over = Arrays.stream(load).filter(one -> one > full).count();
                assertThat(CellLoad.overflowing(records, cells, slots, occurrences))
                        .isGreaterThan((double) over);
            }
        }
    }

    @Test
    void inputsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> LookupPlanner.plan(0, 32, 1))
                .hasMessage("a lookup table of 0 records: choose 1 to 100000000");
        assertThatThrownBy(() -> LookupPlanner.plan(10, 15, 1)).hasMessage("labels of 15 bytes: choose 16 to 256");
        assertThatThrownBy(() -> LookupPlanner.plan(10, 32, 0)).hasMessage("0 records of one selector: choose 1 to 8");
        assertThatThrownBy(() -> LookupPlanner.plan(100_000_000, 256, 8))
                .hasMessageContaining("more plaintexts than the noise margin allows");
    }

    @Test
    void aPinnedLayoutThatIsTooFullIsRefused() {
        TableLayout layout = new TableLayout(3, 4, 1, 1);
        assertThat(new LookupParameters(1428, 32, 1, 14, layout, 1).mostRecords())
                .isEqualTo(1475);
        assertThatThrownBy(() -> new LookupParameters(1429, 32, 1, 14, layout, 1))
                .hasMessage(
                        "lookup table: 1429 records in 1536 slots; plan for at least one, and for at most 93 % of the slots");
    }
}
