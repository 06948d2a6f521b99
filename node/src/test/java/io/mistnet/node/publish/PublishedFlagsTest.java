package io.mistnet.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedFlagsTest {

    @Test
    void onlyChangesAreWritten() {
        PublishedFlags flags = new PublishedFlags(Verdict.FLAG, 0.5, Map.of("A", 1.0));
        assertThat(flags.changes(result(true, List.of("A", "B", "C"), 1, 1, 0)))
                .containsExactly(new FlagChange("B", 0, 1, true));
    }

    @Test
    void aFlagIsRaisedOnceAndClearedOnce() {
        PublishedFlags flags = new PublishedFlags(Verdict.FLAG, 0.5, Map.of());
        List<FlagChange> raised = flags.changes(result(true, List.of("A"), 1));
        flags.apply(raised);
        assertThat(flags.changes(result(true, List.of("A"), 1))).isEmpty();
        List<FlagChange> cleared = flags.changes(result(true, List.of("A"), 0));
        assertThat(cleared).containsExactly(new FlagChange("A", 1, 0, false));
        flags.apply(cleared);
        assertThat(flags.changes(result(true, List.of("A"), 0))).isEmpty();
        assertThat(flags.raised()).isZero();
    }

    @Test
    void anEpochWithoutABankRaisesButClearsNothing() {
        PublishedFlags flags = new PublishedFlags(Verdict.BAND, 0.5, Map.of("A", 2.0, "B", 1.0, "GONE", 1.0));
        assertThat(flags.changes(result(false, List.of("A", "B"), 1, 3)))
                .containsExactly(new FlagChange("B", 1, 3, true));
    }

    @Test
    void anAccountThatLeftTheWindowIsCleared() {
        PublishedFlags flags = new PublishedFlags(Verdict.FLAG, 0.5, Map.of("GONE", 1.0));
        assertThat(flags.changes(result(true, List.of("A"), 0))).containsExactly(new FlagChange("GONE", 1, 0, false));
    }

    @Test
    void aScoreIsRaisedWhereItCrossesTheThresholdAndUnchangedBelowItsPrecision() {
        PublishedFlags flags = new PublishedFlags(Verdict.SCORE, 0.5, Map.of("A", 0.4, "B", 0.6, "C", 0.3));
        assertThat(flags.changes(result(true, List.of("A", "B", "C"), 0.5, 0.7, 0.3000000001)))
                .containsExactly(new FlagChange("A", 0.4, 0.5, true), new FlagChange("B", 0.6, 0.7, false));
    }

    static EpochResult result(boolean complete, List<String> accounts, double... values) {
        return new EpochResult(7, Instant.EPOCH, complete, accounts, values, some -> Map.of());
    }
}
