package io.mistnet.node.intelligence;

import static io.mistnet.node.intelligence.Sealed.TERMS;
import static io.mistnet.node.intelligence.Sealed.add;
import static io.mistnet.node.intelligence.Sealed.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.retrieval.Placement;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnArrangementTest {

    private static final int READINGS = 200;

    @TempDir
    Path directory;

    @Test
    void aRecordsPlaceIsDrawnAnewAtEveryReading() {
        Placement at = Placement.of(Sealed.position(5), TERMS.layout());
        List<Integer> upperSlots = new ArrayList<>();
        List<Integer> lowerSlots = new ArrayList<>();
        try (RecordStore store = loaded()) {
            for (int reading = 0; reading < READINGS; reading++) {
                PlainTable table = PlainTable.of(store);
                upperSlots.addAll(table.slotsInRow(at.column(), at.upper(), Sealed.fingerprint(5, 0)));
                lowerSlots.addAll(table.slotsInRow(at.column(), at.lower(), Sealed.fingerprint(5, 0)));
            }
        }
        assertThat(upperSlots.size() + lowerSlots.size()).isEqualTo(READINGS);
        // With even odds, fewer than 50 of 200 happens once in 10^13 times
        assertThat(upperSlots.size()).isBetween(50, 150);
        List<Integer> slots = new ArrayList<>(upperSlots);
        slots.addAll(lowerSlots);
        // The mean of 200 slots out of 179 is 89 with a deviation of 3.7
        assertThat(slots.stream().mapToInt(slot -> slot).average().orElseThrow())
                .isBetween(63.0, 115.0);
        assertThat(slots.stream().distinct().count()).isGreaterThan(80);
    }

    @Test
    void theFillingIsFreshAtEveryReading() {
        try (RecordStore store = loaded()) {
            byte[] one = PlainTable.of(store).column(1);
            byte[] other = PlainTable.of(store).column(1);
            long same = IntStream.range(0, one.length)
                    .filter(i -> one[i] == other[i])
                    .count();
            assertThat((double) same / one.length).isLessThan(0.02);
        }
    }

    private RecordStore loaded() {
        RecordStore store = RecordStore.open(directory, TERMS);
        store.load(new SecureRandom(), (column, plaintexts) -> {});
        store.apply(
                "fiu",
                batch(1, IntStream.range(0, 250).mapToObj(i -> add(i, i, 1)).toArray(Operation[]::new)));
        return store;
    }
}
