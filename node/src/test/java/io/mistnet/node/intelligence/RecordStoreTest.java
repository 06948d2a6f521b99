package io.mistnet.node.intelligence;

import static io.mistnet.node.intelligence.OperationResult.ADDED;
import static io.mistnet.node.intelligence.OperationResult.KNOWN_ID;
import static io.mistnet.node.intelligence.OperationResult.NOT_YOURS;
import static io.mistnet.node.intelligence.OperationResult.OTHER_SELECTOR;
import static io.mistnet.node.intelligence.OperationResult.QUOTA_FULL;
import static io.mistnet.node.intelligence.OperationResult.REMOVED;
import static io.mistnet.node.intelligence.OperationResult.SELECTOR_FULL;
import static io.mistnet.node.intelligence.OperationResult.TABLE_FULL;
import static io.mistnet.node.intelligence.OperationResult.UNKNOWN_ID;
import static io.mistnet.node.intelligence.OperationResult.UPDATED;
import static io.mistnet.node.intelligence.Sealed.TERMS;
import static io.mistnet.node.intelligence.Sealed.add;
import static io.mistnet.node.intelligence.Sealed.batch;
import static io.mistnet.node.intelligence.Sealed.fingerprint;
import static io.mistnet.node.intelligence.Sealed.label;
import static io.mistnet.node.intelligence.Sealed.position;
import static io.mistnet.node.intelligence.Sealed.remove;
import static io.mistnet.node.intelligence.Sealed.results;
import static io.mistnet.node.intelligence.Sealed.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mistnet.node.storage.StorageException;
import io.mistnet.protocols.retrieval.TableLayout;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RecordStoreTest {

    @TempDir
    Path directory;

    @Test
    void aRecordLiesOnceInOneOfItsTwoBuckets() {
        try (RecordStore store = opened(TERMS)) {
            assertThat(results(store.apply("fiu", batch(1, add(1, 100, 5))))).containsExactly(ADDED);

            assertThat(PlainTable.of(store).find(position(100), fingerprint(100, 0)))
                    .containsExactly(label(100, 0, 5, Sealed.SLOTS));
        }
    }

    @Test
    void recordsOfOneSelectorTakeTheFirstFreeOccurrences() {
        try (RecordStore store = opened(TERMS)) {
            assertThat(results(store.apply("fiu", batch(1, add(1, 100, 1), add(2, 100, 2)))))
                    .containsExactly(ADDED, ADDED);
            assertThat(results(store.apply("bank", batch(2, add(3, 100, 3), add(4, 100, 4)))))
                    .containsExactly(ADDED, SELECTOR_FULL);
            assertLabels(store, 100, 1, 2, 3);

            assertThat(results(store.apply("fiu", batch(3, remove(2), add(5, 100, 9)))))
                    .containsExactly(REMOVED, ADDED);
            assertLabels(store, 100, 1, 9, 3);
        }
    }

    @Test
    void anUpdateKeepsTheOccurrence() {
        try (RecordStore store = opened(TERMS)) {
            store.apply("fiu", batch(1, add(1, 100, 1), add(2, 100, 2), add(3, 200, 3)));
            assertThat(results(store.apply("fiu", batch(2, update(2, 100, 7), update(3, 100, 8)))))
                    .containsExactly(UPDATED, OTHER_SELECTOR);
            assertLabels(store, 100, 1, 7);
            assertLabels(store, 200, 3);
            assertThat(store.records()).isEqualTo(3);
        }
    }

    @Test
    void anInstitutionChangesOnlyItsOwnRecords() {
        try (RecordStore store = opened(TERMS)) {
            store.apply("fiu", batch(1, add(1, 100, 1)));
            assertThat(results(store.apply("bank", batch(2, update(1, 100, 6)))))
                    .containsExactly(NOT_YOURS);
            assertThat(results(store.apply("bank", batch(3, remove(1), add(2, 200, 2)))))
                    .containsExactly(NOT_YOURS, ADDED);
            assertThat(results(store.apply("bank", batch(4, add(1, 300, 1))))).containsExactly(NOT_YOURS);
            assertThat(results(store.apply("fiu", batch(5, add(1, 300, 1), remove(9), update(8, 1, 1)))))
                    .containsExactly(KNOWN_ID, UNKNOWN_ID, UNKNOWN_ID);
            assertLabels(store, 100, 1);
            assertLabels(store, 300);
        }
    }

    @Test
    void aBatchSentAgainIsAnsweredAgainAndNotCarriedOutTwice() {
        UpdateBatch first = batch(1, add(1, 100, 1), remove(9));
        Receipt receipt;
        try (RecordStore store = opened(TERMS)) {
            receipt = store.apply("fiu", first);
            store.apply("fiu", batch(2, remove(1)));
            assertThat(store.apply("fiu", first)).isEqualTo(receipt);
        }
        try (RecordStore store = opened(TERMS)) {
            assertThat(store.apply("fiu", first)).isEqualTo(receipt);
            assertThat(store.records()).isZero();
            assertThatThrownBy(() -> store.apply("fiu", batch(1, add(1, 100, 2))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("used for another batch");
            assertThat(results(store.apply("bank", first))).containsExactly(ADDED, UNKNOWN_ID);
        }
    }

    @Test
    void onlyTheLatestBatchesAreRemembered() {
        try (RecordStore store = opened(TERMS)) {
            store.apply("bank", batch(1, add(1, 100, 1)));
            UpdateBatch first = batch(1, remove(50));
            store.apply("fiu", first);
            for (int i = 0; i < PastBatches.REMEMBERED; i++) {
                store.apply("fiu", batch(2 + i));
            }
            assertThat(store.apply("fiu", batch(3)).batch()).isEqualTo(4);
            assertThat(store.apply("fiu", first).batch()).isEqualTo(PastBatches.REMEMBERED + 3);
            assertThat(store.apply("bank", batch(1, add(1, 100, 1))).batch()).isEqualTo(1);
        }
    }

    @Test
    void beyond93PercentNothingIsAdded() {
        StoreTerms small = Sealed.terms(640, 16, Sealed.OCCURRENCES, new TableLayout(1, 4, 1, 1));
        int most = 640 * 31 / 30;
        assertThat(most).isCloseTo(4 * 179 * 93 / 100, within(5));
        try (RecordStore store = opened(small)) {
            Operation[] all =
                    IntStream.range(0, 700).mapToObj(i -> add(i, i, 1)).toArray(Operation[]::new);
            List<OperationResult> results = results(store.apply("fiu", batch(1, all)));
            assertThat(results.subList(0, most)).containsOnly(ADDED);
            assertThat(results.subList(most, 700)).containsOnly(TABLE_FULL);
            assertThat(TABLE_FULL.text()).contains("raise the planned records in the network file");
            assertFindsAll(store, most);
            assertThat(results(store.apply("fiu", batch(2, remove(3), add(900, 900, 1), add(901, 901, 1)))))
                    .containsExactly(REMOVED, ADDED, TABLE_FULL);
        }
    }

    @Test
    void anInstitutionHasNoMoreRecordsThanTheNetworkAllowsOne() {
        StoreTerms three = new StoreTerms(new byte[32], 1, TERMS.parameters(), 3);
        try (RecordStore store = opened(three)) {
            assertThat(results(store.apply("fiu", batch(1, add(1, 1, 1), add(2, 2, 1), add(3, 3, 1), add(4, 4, 1)))))
                    .containsExactly(ADDED, ADDED, ADDED, QUOTA_FULL);
            assertThat(results(store.apply("bank", batch(1, add(5, 5, 1))))).containsExactly(ADDED);
            assertThat(results(store.apply("fiu", batch(2, remove(1), add(4, 4, 1), add(6, 6, 1), update(2, 2, 2)))))
                    .containsExactly(REMOVED, ADDED, QUOTA_FULL, UPDATED);
        }
        try (RecordStore store = opened(three)) {
            assertThat(results(store.apply("fiu", batch(3, add(6, 6, 1))))).containsExactly(QUOTA_FULL);
            assertThat(results(store.apply("bank", batch(3, add(7, 7, 1), add(8, 8, 1), add(9, 9, 1)))))
                    .containsExactly(ADDED, ADDED, QUOTA_FULL);
        }
        assertThat(QUOTA_FULL.text()).contains("remove some of them, or agree on a higher records-per-institution");
    }

    @Test
    void whatIsThereIsThereAfterARestartInATableOfAnyShape() {
        try (RecordStore store = opened(TERMS)) {
            store.apply("fiu", addAll(600));
        }
        for (TableLayout layout : List.of(Sealed.LAYOUT, new TableLayout(10, 16, 5, 2), new TableLayout(1, 4, 1, 1))) {
            try (RecordStore store = opened(Sealed.terms(600, 16, Sealed.OCCURRENCES, layout))) {
                assertFindsAll(store, 600);
                assertThat(results(store.apply("fiu", batch(1 + layout.columns(), update(7, 7, 1)))))
                        .containsExactly(UPDATED);
            }
        }
    }

    @Test
    void recordsThatDoNotFitTheNewShapeRefuseItAndAreKept() {
        try (RecordStore store = opened(Sealed.terms(2_000, 16, Sealed.OCCURRENCES, Sealed.LAYOUT))) {
            store.apply("fiu", addAll(800));
        }
        assertThatThrownBy(() -> opened(Sealed.terms(600, 16, Sealed.OCCURRENCES, new TableLayout(1, 4, 1, 1))))
                .isInstanceOf(RecordsDoNotFitException.class)
                .hasMessageContaining("raise the planned records");
        try (RecordStore store = opened(TERMS)) {
            assertFindsAll(store, 800);
        }
    }

    @Test
    void aStoreOfAnotherNetworkOrKeyEpochIsRefused() {
        opened(TERMS).close();
        byte[] other = new byte[32];
        other[31] = 1;
        for (StoreTerms terms : List.of(
                new StoreTerms(other, 1, TERMS.parameters(), 600),
                new StoreTerms(new byte[32], 2, TERMS.parameters(), 600),
                Sealed.terms(600, 16, 4, Sealed.LAYOUT),
                Sealed.terms(600, 17, 3, Sealed.LAYOUT))) {
            assertThatThrownBy(() -> opened(terms))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("key epoch 1, 3 records a selector, labels of 16 bytes; this node asks for");
        }
        opened(TERMS).close();
    }

    @Test
    void recordsUnderAnotherKeyOfTheSameEpochAreRefused() {
        byte[] first = new byte[32];
        byte[] anew = new byte[32];
        anew[0] = (byte) 0xab;
        try (RecordStore store = opened(TERMS)) {
            store.apply("fiu", first, batch(1));
            assertThat(results(store.apply("fiu", anew, batch(2, add(1, 1, 1)))))
                    .containsExactly(ADDED);
        }
        try (RecordStore store = opened(TERMS)) {
            assertThatThrownBy(() -> store.apply("bank", first, batch(1, add(2, 2, 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("theirs has the context ab00000000000000, yours 0000000000000000")
                    .hasMessageContaining("a new number in key-epochs");
            assertThat(store.records()).isEqualTo(1);
            assertThat(results(store.apply("bank", anew, batch(1, add(2, 2, 1)))))
                    .containsExactly(ADDED);
            assertThatThrownBy(() -> store.apply("bank", new byte[31], batch(2)))
                    .hasMessage("a key context of 31 bytes, not 32");
        }
    }

    @Test
    void theLogNamesWhoseKeyTheRecordsAreUnderWhereAnotherInstitutionHasAnotherKey() {
        byte[] theirs = new byte[32];
        byte[] ours = new byte[32];
        ours[0] = (byte) 0xab;
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(StoreMarks.class);
        lines.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
        try (RecordStore store = opened(TERMS)) {
            store.apply("mallory", theirs, batch(1, add(1, 1, 1)));
            assertThatThrownBy(() -> store.apply("fiu", ours, batch(1, add(2, 2, 1))))
                    .isInstanceOf(IllegalArgumentException.class);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "institution=fiu keyContext=ab00000000000000 batch refused: the records here are under keyContext=0000000000000000, which institution=mallory sent first");
    }

    @Test
    void aContributionOfAnotherNetworksFormIsRefusedAndTheStoreGoesOn() {
        StoreTerms longer = Sealed.terms(600, 20, 3, Sealed.LAYOUT);
        StoreTerms more = Sealed.terms(600, 16, 4, Sealed.LAYOUT);
        try (RecordStore store = opened(TERMS)) {
            for (StoreTerms terms : List.of(longer, more)) {
                Operation foreign = new Operation.Add(Sealed.contribution(1, 1, 1, terms));
                assertThatThrownBy(() -> store.apply("fiu", batch(1, foreign)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("have 3 candidates with sealed labels of 32 bytes");
            }
            assertThat(results(store.apply("fiu", batch(1, add(1, 1, 1))))).containsExactly(ADDED);
        }
    }

    @Test
    void aBatchHasOneOfAFewSizesAndNamesARecordOnce() {
        assertThat(batch(1, add(1, 1, 1)).operations()).hasSize(16);
        assertThatThrownBy(() -> new UpdateBatch(new BatchId(1, 1), List.of(add(1, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pad it to one of [16, 256, 4096, 16384]");
        assertThatThrownBy(() -> batch(1, add(1, 1, 1), remove(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("named twice");
    }

    private RecordStore opened(StoreTerms terms) {
        RecordStore store = RecordStore.open(directory, terms);
        try {
            PlainTable table = new PlainTable(terms);
            store.load(new SecureRandom(), table);
            table.requireComplete();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static UpdateBatch addAll(int count) {
        return batch(1, IntStream.range(0, count).mapToObj(i -> add(i, i, 1)).toArray(Operation[]::new));
    }

    private static void assertFindsAll(RecordStore store, int count) {
        PlainTable table = PlainTable.of(store);
        for (int i = 0; i < count; i++) {
            assertThat(table.find(position(i), fingerprint(i, 0))).containsExactly(label(i, 0, 1, Sealed.SLOTS));
        }
    }

    /** The selector's labels, by occurrence; there are no more. */
    private static void assertLabels(RecordStore store, long selector, int... labels) {
        PlainTable table = PlainTable.of(store);
        for (int i = 0; i < Sealed.OCCURRENCES; i++) {
            var found = table.find(position(selector), fingerprint(selector, i));
            if (i < labels.length) {
                assertThat(found).containsExactly(label(selector, i, labels[i], Sealed.SLOTS));
            } else {
                assertThat(found).isEmpty();
            }
        }
    }
}
