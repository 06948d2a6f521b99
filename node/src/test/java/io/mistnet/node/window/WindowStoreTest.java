package io.mistnet.node.window;

import static io.mistnet.node.window.WindowFixture.NOW;
import static io.mistnet.node.window.WindowFixture.batch;
import static io.mistnet.node.window.WindowFixture.booking;
import static io.mistnet.node.window.WindowFixture.contents;
import static io.mistnet.node.window.WindowFixture.foreign;
import static io.mistnet.node.window.WindowFixture.open;
import static io.mistnet.node.window.WindowFixture.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.storage.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStoreTest {

    private static final TopicPartition TRANSFERS = new TopicPartition("transfers", 3);

    @TempDir
    Path directory;

    @Test
    void transfersOfOnePairAddUp() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(
                    booking(own(1), foreign(1), 5, NOW.minusSeconds(5)),
                    booking(own(1), foreign(1), 7, NOW.minusSeconds(5)),
                    booking(own(1), foreign(1), 9, NOW.minusSeconds(100)),
                    booking(foreign(1), own(1), 4, NOW.minusSeconds(5))));

            assertThat(contents(store.snapshot(NOW)))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("OWN1>FOREIGN1", "21x3", "FOREIGN1>OWN1", "4x1"));
        }
    }

    @Test
    void aTransferDeliveredTwiceCountsOnce() {
        Booking transfer = booking(own(1), foreign(1), 5, NOW.minusSeconds(5));
        try (WindowStore store = open(directory)) {
            store.commit(batch(transfer, transfer));
            store.commit(batch(transfer));

            assertThat(contents(store.snapshot(NOW))).isEqualTo(Map.of("OWN1>FOREIGN1", "5x1"));
            assertCounted(store, 3, 1, 2, 0, 0);
        }
    }

    @Test
    void aKnownReferenceIsADuplicateWhateverElseTheTransferSays() {
        Booking transfer = booking(own(1), foreign(1), 5, NOW.minusSeconds(5));
        Booking other = new Booking(transfer.uetr(), own(2), foreign(2), 50, NOW.minusSeconds(300));
        try (WindowStore store = open(directory)) {
            store.commit(batch(transfer, other));
            store.commit(batch(other));

            assertThat(contents(store.snapshot(NOW))).containsOnlyKeys("OWN1>FOREIGN1");
        }
    }

    @Test
    void theWindowBeginsAtItsBeginAndEndsBeforeItsCutOff() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(
                    booking(
                            own(1),
                            foreign(1),
                            1,
                            NOW.minus(Duration.ofMinutes(10)).minusMillis(1)),
                    booking(own(2), foreign(1), 1, NOW.minus(Duration.ofMinutes(10))),
                    booking(own(3), foreign(1), 1, NOW.minusMillis(1)),
                    booking(own(4), foreign(1), 1, NOW)));

            assertThat(contents(store.snapshot(NOW))).containsOnlyKeys("OWN2>FOREIGN1", "OWN3>FOREIGN1");
            assertThat(contents(store.snapshot(NOW.plusSeconds(1)))).containsOnlyKeys("OWN3>FOREIGN1", "OWN4>FOREIGN1");
        }
    }

    @Test
    void aLateTransferCountsFromTheNextWindowOn() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(booking(own(1), foreign(1), 1, NOW.minusSeconds(5))));
            WindowSnapshot before = store.snapshot(NOW);
            store.commit(batch(booking(own(1), foreign(1), 2, NOW.minusSeconds(500))));

            assertThat(contents(before)).isEqualTo(Map.of("OWN1>FOREIGN1", "1x1"));
            assertThat(contents(store.snapshot(NOW))).isEqualTo(Map.of("OWN1>FOREIGN1", "3x2"));
        }
    }

    @Test
    void aTransferOlderThanAnyWindowToComeIsCountedAsExpired() {
        Instant horizon = NOW.minus(Duration.ofMinutes(11));
        try (WindowStore store = open(directory)) {
            store.commit(batch(
                    booking(own(1), foreign(1), 1, horizon.minusMillis(1)), booking(own(2), foreign(1), 1, horizon)));

            assertCounted(store, 2, 1, 0, 1, 0);
            assertThat(contents(store.snapshot(NOW.minus(Duration.ofMinutes(1)))))
                    .containsOnlyKeys("OWN2>FOREIGN1");
        }
    }

    @Test
    void aTransferDeliveredAgainAfterItExpiredIsNotTakenIn() {
        SettableClock clock = new SettableClock(NOW);
        Booking transfer = booking(own(1), foreign(1), 5, NOW.minusSeconds(5));
        try (WindowStore store = open(directory, clock)) {
            store.commit(batch(transfer));
            clock.advance(Duration.ofHours(1));
            store.commit(batch(transfer));

            assertCounted(store, 2, 1, 0, 1, 0);
            assertThat(contents(store.snapshot(clock.instant()))).isEmpty();
        }
    }

    @Test
    void aWindowThatIsNoLongerWholeIsRefused() {
        try (WindowStore store = open(directory)) {
            Instant watermark = NOW.minus(Duration.ofMinutes(1));
            assertThat(store.snapshot(watermark).cutOff()).isEqualTo(watermark);
            assertThatThrownBy(() -> store.snapshot(watermark.minusSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("before the watermark " + watermark);
        }
    }

    @Test
    void whatWasTakenInIsThereAfterARestart() {
        Booking transfer = booking(own(1), foreign(1), 5, NOW.minusSeconds(5));
        Map<String, String> before;
        try (WindowStore store = open(directory)) {
            store.commit(new Batch(
                    List.of(transfer), List.of(new RiskScore("OWN1", 0.75, NOW)), 2, 1, Map.of(TRANSFERS, 17L)));
            before = contents(store.snapshot(NOW));
        }
        try (WindowStore store = open(directory)) {
            assertThat(contents(store.snapshot(NOW))).isEqualTo(before).isNotEmpty();
            assertThat(store.offsets()).isEqualTo(Map.of(TRANSFERS, 17L));
            assertThat(store.snapshot(NOW).activity(0).reportedRisk()).hasValue(0.75);
            store.commit(batch(transfer));
            assertCounted(store, 4, 1, 1, 0, 2);
            assertThat(store.counters().get(Counter.SCORES_DEAD)).isEqualTo(1);
        }
    }

    @Test
    void accountsKeepTheirIdsOverARestart() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(booking(own(1), foreign(1), 5, NOW.minusSeconds(5))));
        }
        try (WindowStore store = open(directory)) {
            store.commit(batch(booking(own(2), foreign(1), 5, NOW.minusSeconds(5))));
            WindowSnapshot snapshot = store.snapshot(NOW);
            assertThat(List.of(snapshot.number(0), snapshot.number(1), snapshot.number(2)))
                    .containsExactly("OWN1", "FOREIGN1", "OWN2");
        }
    }

    @Test
    void twoBicsOfOneBankNameOneAccount() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(
                    booking(new AccountName("OWN1", "AAAADEFF123"), foreign(1), 5, NOW.minusSeconds(5)),
                    booking(new AccountName("OWN1", "AAAAFRPP"), foreign(1), 6, NOW.minusSeconds(5))));

            assertThat(contents(store.snapshot(NOW))).isEqualTo(Map.of("OWN1>FOREIGN1", "11x2"));
        }
    }

    @Test
    void twoAccountsBecomeOneWhenTheirBankJoinsTheNetwork() {
        AccountName one = new AccountName("X1", "ZZZZUS33");
        AccountName sameAtOtherBic = new AccountName("X1", "ZZZZGB22");
        try (WindowStore store = open(directory)) {
            store.commit(batch(
                    booking(own(1), one, 5, NOW.minusSeconds(5)),
                    booking(own(1), sameAtOtherBic, 6, NOW.minusSeconds(5))));
            assertThat(store.snapshot(NOW).pairs().size()).isEqualTo(2);
        }
        Directory larger = new BicDirectory(List.of(List.of("AAAADEFF"), List.of("ZZZZUS33", "ZZZZGB22")), 0);
        try (WindowStore store =
                WindowStore.open(directory, WindowFixture.SHAPE, WindowFixture.ACTIVITY, larger, () -> NOW)) {
            store.commit(batch(booking(own(1), sameAtOtherBic, 7, NOW.minusSeconds(4))));
            WindowSnapshot snapshot = store.snapshot(NOW);
            assertThat(contents(snapshot)).isEqualTo(Map.of("OWN1>X1", "18x3"));
            assertThat(snapshot.bank(snapshot.pairs().creditor()[0])).hasValue(1);
        }
    }

    @Test
    void aBatchThatOverflowsASumChangesNothing() {
        Booking large = booking(own(1), foreign(1), Long.MAX_VALUE, NOW.minusSeconds(5));
        Booking oneMore = booking(own(1), foreign(1), 1, NOW.minusSeconds(5));
        try (WindowStore store = open(directory)) {
            store.commit(batch(large));
            assertThatThrownBy(() -> store.commit(batch(booking(own(9), foreign(9), 1, NOW), oneMore)))
                    .isInstanceOf(AmountOverflowException.class)
                    .hasMessageContaining(oneMore.uetr().toString());

            assertCounted(store, 1, 1, 0, 0, 0);
            store.commit(batch(booking(own(2), foreign(2), 3, NOW.minusSeconds(1))));
            assertThat(contents(store.snapshot(NOW))).containsOnlyKeys("OWN1>FOREIGN1", "OWN2>FOREIGN2");
        }
    }

    @Test
    void aWindowWhoseSumsOverflowIsRefusedUntilTheyFitAgain() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(
                    booking(own(1), foreign(1), Long.MAX_VALUE, NOW.minusSeconds(599)),
                    booking(own(1), foreign(1), 1, NOW.minusSeconds(5))));
            assertThatThrownBy(() -> store.snapshot(NOW))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("exceed 2^63 - 1");
            assertThat(contents(store.snapshot(NOW.plusSeconds(2)))).isEqualTo(Map.of("OWN1>FOREIGN1", "1x1"));
        }
    }

    @Test
    void theLatestScoreOfAnAccountHolds() {
        try (WindowStore store = open(directory)) {
            store.commit(batch(booking(own(1), foreign(1), 5, NOW.minusSeconds(5))));
            store.snapshot(NOW);
            store.commit(scores(new RiskScore("OWN1", 0.2, NOW), new RiskScore("OWN1", 0.9, NOW.minusSeconds(1))));
            assertThat(store.snapshot(NOW).activity(0).reportedRisk()).hasValue(0.2);
            store.commit(scores(new RiskScore("OWN1", 0.3, NOW), new RiskScore("OWN1", 0.8, NOW.minusSeconds(1))));
            assertThat(store.snapshot(NOW).activity(0).reportedRisk()).hasValue(0.3);
            assertThat(store.counters().get(Counter.SCORES_STALE)).isEqualTo(2);
            assertThat(store.counters().get(Counter.SCORES_KEPT)).isEqualTo(2);
        }
    }

    @Test
    void theRecentTransfersOfAnAccountAreFoundLatestFirst() {
        Booking oldest = booking(own(1), foreign(1), 1, NOW.minusSeconds(300));
        Booking middle = booking(foreign(2), own(1), 2, NOW.minusSeconds(200));
        Booking latest = booking(own(1), foreign(3), 3, NOW.minusSeconds(100));
        Booking afterCutOff = booking(own(1), foreign(3), 4, NOW);
        try (WindowStore store = open(directory)) {
            store.commit(
                    batch(latest, oldest, middle, afterCutOff, booking(own(2), foreign(1), 9, NOW.minusSeconds(1))));
            WindowSnapshot snapshot = store.snapshot(NOW);

            assertThat(store.recentTransfers(snapshot, Set.of("OWN1"), 2).get("OWN1"))
                    .containsExactly(latest, middle);
            assertThat(store.recentTransfers(snapshot, Set.of("OWN1", "UNKNOWN"), 9))
                    .isEqualTo(Map.of("OWN1", List.of(latest, middle, oldest), "UNKNOWN", List.of()));
        }
    }

    @Test
    void aSecondProcessCannotOpenTheStore() {
        try (WindowStore store = open(directory)) {
            assertThat(store.counters()).isEqualTo(Counters.none());
            assertThatThrownBy(() -> open(directory))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot open the window store in " + directory);
        }
    }

    private static Batch scores(RiskScore... scores) {
        return new Batch(List.of(), List.of(scores), 0, 0, Map.of());
    }

    private static void assertCounted(WindowStore store, long in, long kept, long duplicate, long expired, long dead) {
        Counters counters = store.counters();
        assertThat(List.of(Counter.IN, Counter.KEPT, Counter.DUPLICATE, Counter.EXPIRED, Counter.DEAD))
                .extracting(counters::get)
                .containsExactly(in, kept, duplicate, expired, dead);
    }
}
