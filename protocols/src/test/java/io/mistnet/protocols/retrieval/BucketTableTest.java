package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTableTest {

    /** One column of 4 buckets of 25 slots. */
    private final LookupParameters small = new LookupParameters(93, 256, 2, 14, new TableLayout(1, 4, 1, 1), 1);

    private final MemorySlots storage = new MemorySlots(small);
    private final BucketTable table = new BucketTable(small, storage);
    private final SplittableRandom random = new SplittableRandom(8);
    private long nextRecord;

    @Test
    void aRecordGoesToTheEmptierOfItsTwoBuckets() throws RefusedContributionException {
        for (int i = 0; i < 10; i++) {
            table.put(random(small, new Position(0, 0, 0)));
        }
        assertThat(storage.taken(0, 0)).isEqualTo(5);
        assertThat(storage.taken(0, 2)).isEqualTo(5);
        assertThat(storage.taken(0, 1) + storage.taken(0, 3)).isZero();
    }

    @Test
    void recordsMoveAlongWhereBothBucketsAreFull() throws RefusedContributionException {
        Position rows1And3 = new Position(0, -1, -1);
        Position rows1And2 = new Position(0, -1, 0);
        Position rows0And2 = new Position(0, 0, 0);
        fill(rows1And3, 50);
        fill(rows1And2, 20);
        fill(rows0And2, 20);
        free(3, 10);
        fill(rows0And2, 10);
        assertThat(List.of(storage.taken(0, 0), storage.taken(0, 1), storage.taken(0, 2), storage.taken(0, 3)))
                .containsExactly(25, 25, 25, 15);
        table.put(random(small, rows0And2));
        assertThat(storage.taken(0, 3)).isEqualTo(16);
        requireConsistent(small, storage);
    }

    @Test
    void aPartOfTheTableThatIsFullRefusesAndStaysAsItWas() throws RefusedContributionException {
        fill(new Position(0, 0, 0), 50);
        assertThatThrownBy(() -> table.put(random(small, new Position(0, 0, 0))))
                .isInstanceOf(RefusedContributionException.class)
                .hasMessageEndingWith(
                        "its part of the table is full; plan the network file's lookup for more than 93 records");
        assertThat(storage.records()).isEqualTo(50);
        requireConsistent(small, storage);
    }

    @Test
    void aTableWithAThirtiethMoreRecordsThanPlannedRefuses() throws RefusedContributionException {
        for (int i = 0; i < 96; i++) {
            table.put(random(small, position()));
        }
        assertThatThrownBy(() -> table.put(random(small, position())))
                .hasMessageEndingWith(
                        "the table is full with 96 records; plan the network file's lookup for more than 93 records");
    }

    @Test
    void aSelectorTakesAsManyRecordsAsThereAreOccurrences() throws RefusedContributionException {
        Selectors selectors = new Selectors(small);
        assertThat(table.put(selectors.contribution(1, "a", new byte[1])).occurrence())
                .isZero();
        assertThat(table.put(selectors.contribution(2, "a", new byte[2])).occurrence())
                .isEqualTo(1);
        assertThatThrownBy(() -> table.put(selectors.contribution(3, "a", new byte[3])))
                .hasMessageEndingWith(
                        "its selector has 2 records already, as many as the network file's lookup allows; remove one, or raise the occurrences");
        assertThat(table.remove(new RecordId(0, 1))).isTrue();
        assertThat(table.put(selectors.contribution(3, "a", new byte[3])).occurrence())
                .isZero();
    }

    @Test
    void anUpdateKeepsItsOccurrenceAndItsSlot() throws RefusedContributionException {
        Selectors selectors = new Selectors(small);
        table.put(selectors.contribution(1, "a", new byte[1]));
        table.put(selectors.contribution(2, "a", new byte[2]));
        Slot slot = storage.find(new RecordId(0, 2)).orElseThrow();
        table.remove(new RecordId(0, 1));
        Contribution update = selectors.contribution(2, "a", new byte[9]);
        assertThat(table.put(update).occurrence()).isEqualTo(1);
        assertThat(storage.find(new RecordId(0, 2))).contains(slot);
        assertThat(storage.recordAt(slot).candidate())
                .isEqualTo(update.candidates().get(1));
    }

    @Test
    void anUpdateThatIsRefusedLeavesTheOldRecord() throws RefusedContributionException {
        Selectors selectors = new Selectors(small);
        table.put(selectors.contribution(1, "a", new byte[1]));
        table.put(selectors.contribution(2, "a", new byte[2]));
        StoredRecord old = table.put(selectors.contribution(3, "b", new byte[3]));
        assertThatThrownBy(() -> table.put(selectors.contribution(3, "a", new byte[3])))
                .isInstanceOf(RefusedContributionException.class);
        assertThat(storage.recordAt(storage.find(new RecordId(0, 3)).orElseThrow()))
                .isEqualTo(old);
    }

    @Test
    void removingWhatIsNotThereSaysSo() {
        assertThat(table.remove(new RecordId(0, 1))).isFalse();
    }

    /** Up to M records of each selector, planned fill and a thirtieth more, then as many replacements again. */
    @ParameterizedTest(name = "{0} records of {1} bytes, up to {2} of a selector")
    @CsvSource({"40000, 16, 1", "40000, 16, 8", "40000, 32, 4", "20000, 256, 1", "20000, 256, 4", "20000, 256, 8"})
    @Tag("slow")
    void aPlannedTableTakesEveryRecord(int records, int labelBytes, int occurrences)
            throws RefusedContributionException {
        LookupParameters parameters = LookupPlanner.plan(records, labelBytes, occurrences);
        MemorySlots slots = new MemorySlots(parameters);
        BucketTable planned = new BucketTable(parameters, slots);
        List<RecordId> stored = new ArrayList<>();
        for (int put = 0; put < 2 * records; ) {
            Position position = position();
            int of = 1 + random.nextInt(occurrences);
            for (int i = 0; i < of; i++, put++) {
                if (stored.size() == parameters.mostRecords()) {
                    int victim = random.nextInt(stored.size());
                    planned.remove(stored.get(victim));
                    stored.set(victim, stored.get(stored.size() - 1));
                    stored.remove(stored.size() - 1);
                }
                stored.add(planned.put(random(parameters, position)).recordId());
            }
        }
        assertThat(slots.records()).isEqualTo(parameters.mostRecords());
        requireConsistent(parameters, slots);
    }

    private void fill(Position position, int records) throws RefusedContributionException {
        for (int i = 0; i < records; i++) {
            table.put(random(small, position));
        }
    }

    private void free(int row, int records) {
        for (int index = 0; index < records; index++) {
            storage.clear(new Slot(0, row, index));
        }
    }

    private Position position() {
        return new Position(random.nextInt(), random.nextInt(), random.nextInt());
    }

    private Contribution random(LookupParameters parameters, Position position) {
        byte[] bytes = new byte[parameters.slots().slotBytes()];
        random.nextBytes(bytes);
        Candidate candidate = Candidate.read(ByteBuffer.wrap(bytes), parameters.slots());
        return new Contribution(new RecordId(1, nextRecord++), position, List.of(candidate));
    }

    /** Every record is in one of its buckets, and is found by its id. */
    private static void requireConsistent(LookupParameters parameters, MemorySlots slots) {
        TableLayout layout = parameters.layout();
        long records = 0;
        for (int column = 0; column < layout.columns(); column++) {
            for (int row = 0; row < layout.rows(); row++) {
                int taken = 0;
                for (int index = 0; index < parameters.slots().perBucket(); index++) {
                    Slot slot = new Slot(column, row, index);
                    if (slots.get(slot).isPresent()) {
                        StoredRecord record = slots.recordAt(slot);
                        Placement placement = Placement.of(record.position(), layout);
                        assertThat(column).isEqualTo(placement.column());
                        assertThat(row).isIn(placement.upper(), placement.lower());
                        assertThat(slots.find(record.recordId())).contains(slot);
                        taken++;
                    }
                }
                assertThat(slots.taken(column, row)).isEqualTo(taken);
                records += taken;
            }
        }
        assertThat(slots.records()).isEqualTo(records);
    }
}
