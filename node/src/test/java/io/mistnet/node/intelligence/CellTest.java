package io.mistnet.node.intelligence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CellTest {

    private static final int HALF = 3;
    private static final int SLOTS = 2;

    @Test
    void aRecordIsRefusedOnlyIfNoArrangementHoldsIt() {
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        int addedAfterRefusal = 0;
        for (int run = 0; run < 300; run++) {
            Cell cell = new Cell(HALF, SLOTS);
            List<int[]> inside = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                if (!inside.isEmpty() && random.nextInt(5) == 0) {
                    int[] out = inside.remove(random.nextInt(inside.size()));
                    cell.remove(out[0], out[1]);
                    continue;
                }
                int[] record = {random.nextInt(HALF), HALF + random.nextInt(HALF)};
                inside.add(record);
                boolean fits = isFeasible(inside);
                assertThat(cell.add(record[0], record[1])).isEqualTo(fits);
                if (!fits) {
                    inside.remove(inside.size() - 1);
                    refused++;
                } else if (refused > 0) {
                    addedAfterRefusal++;
                }
            }
            assertThat(loads(cell, inside)).allMatch(load -> load <= SLOTS);
        }
        assertThat(refused).isGreaterThan(500);
        assertThat(addedAfterRefusal).isGreaterThan(500);
    }

    /** Hall's condition: no set of buckets is the only place of more records than it has slots. */
    private static boolean isFeasible(List<int[]> records) {
        for (int set = 1; set < 1 << (2 * HALF); set++) {
            int within = 0;
            for (int[] record : records) {
                within += (set >> record[0] & set >> record[1] & 1);
            }
            if (within > SLOTS * Integer.bitCount(set)) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> loads(Cell cell, List<int[]> records) {
        Integer[] loads = {0, 0, 0, 0, 0, 0};
        for (int[] record : records) {
            loads[cell.takeUpper(record[0], record[1]) ? record[0] : record[1]]++;
        }
        return List.of(loads);
    }
}
