package io.mistnet.node.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mistnet.node.window.AccountActivity;
import io.mistnet.node.window.AccountActivity.Slots;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RuleScorerTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final ObservedTime MONTH = new ObservedTime(0, 720 * HOUR);
    private static final PassThrough PASS_THROUGH = new PassThrough(Duration.ofHours(3), 1_000, new Ramp(0.5, 0.9));

    private final RuleScorer standard = RuleScorer.standard(Duration.ofHours(3), 100_000);

    @Test
    void moneyThatLeavesWithinHoursIsPassedThrough() {
        Slots slots = slots(new long[] {10, 12, 13}, new long[] {5_000, 0, 0}, new long[] {0, 3_000, 2_000});
        assertThat(PASS_THROUGH.score(activity(slots), MONTH)).isEqualTo(1);
    }

    @Test
    void moneyThatStaysForDaysIsNotPassedThrough() {
        Slots slots = slots(new long[] {10, 58}, new long[] {5_000, 0}, new long[] {0, 5_000});
        assertThat(PASS_THROUGH.score(activity(slots), MONTH)).isZero();
    }

    @Test
    void eachUnitOfMoneyInIsPassedOnOnce() {
        Slots slots = slots(new long[] {10, 11, 12}, new long[] {1_000, 0, 9_000}, new long[] {0, 1_000, 9_000});
        assertThat(PASS_THROUGH.score(activity(slots), MONTH)).isEqualTo(1);
        Slots spent = slots(new long[] {10, 11, 12}, new long[] {1_000, 0, 0}, new long[] {0, 700, 9_000});
        assertThat(PASS_THROUGH.score(activity(spent), MONTH)).isEqualTo(1);
        Slots outBeforeIn = slots(new long[] {10, 11}, new long[] {0, 9_000}, new long[] {9_000, 0});
        assertThat(PASS_THROUGH.score(activity(outBeforeIn), MONTH)).isZero();
    }

    @Test
    void smallAmountsAreNoPassThrough() {
        Slots slots = slots(new long[] {10}, new long[] {999}, new long[] {999});
        assertThat(PASS_THROUGH.score(activity(slots), MONTH)).isZero();
    }

    @Test
    void manySendersThatPaidOnceAndFewReceiversAreAFanIn() {
        FanIn rule = new FanIn(new Ramp(4, 12), 4);
        assertThat(rule.score(counts(12, 12, 1, 13, 0), MONTH)).isEqualTo(1);
        assertThat(rule.score(counts(8, 8, 1, 9, 0), MONTH)).isEqualTo(0.5);
        assertThat(rule.score(counts(24, 12, 1, 80, 0), MONTH)).isEqualTo(0.5);
        assertThat(rule.score(counts(4, 4, 1, 5, 0), MONTH)).isZero();
    }

    @Test
    void aShopIsNoFanIn() {
        FanIn rule = new FanIn(new Ramp(4, 12), 4);
        assertThat(rule.score(counts(500, 500, 30, 530, 0), MONTH)).isZero();
        assertThat(rule.score(counts(500, 500, 0, 500, 0), MONTH)).isZero();
    }

    @Test
    void amountsJustBelowTheThresholdAgainAndAgainAreStructuring() {
        Structuring rule = new Structuring(new Ramp(1, 4), new Ramp(0.1, 0.4));
        assertThat(rule.score(counts(1, 0, 1, 10, 4), MONTH)).isEqualTo(1);
        assertThat(rule.score(counts(1, 0, 1, 10, 1), MONTH)).isZero();
        assertThat(rule.score(counts(1, 0, 1, 1_000, 4), MONTH)).isZero();
    }

    @Test
    void anAccountThatWakesUpWithMuchMoneyHasASuddenTurnover() {
        SuddenTurnover rule = new SuddenTurnover(new Ramp(0.5, 0.8), new Ramp(1_000, 5_000), 24 * HOUR);
        assertThat(rule.score(activity(slots(new long[] {600}, new long[] {3_000}, new long[] {3_000})), MONTH))
                .isEqualTo(1);
        assertThat(rule.score(activity(slots(new long[] {100}, new long[] {3_000}, new long[] {3_000})), MONTH))
                .isZero();
        assertThat(rule.score(activity(slots(new long[] {600}, new long[] {500}, new long[] {500})), MONTH))
                .isZero();
    }

    @Test
    void whereLittleTimeWasObservedNoAccountIsNew() {
        SuddenTurnover rule = new SuddenTurnover(new Ramp(0.5, 0.8), new Ramp(1_000, 5_000), 24 * HOUR);
        ObservedTime morning = new ObservedTime(0, 10 * HOUR);
        assertThat(rule.score(activity(slots(new long[] {9}, new long[] {9_000}, new long[] {9_000})), morning))
                .isZero();
    }

    @Test
    void rulesThatAgreeGiveMoreThanEither() {
        Slots slots = slots(new long[] {600}, new long[] {500_000}, new long[] {500_000});
        double passThroughAndSudden = standard.score(activity(slots), MONTH);
        assertThat(passThroughAndSudden).isCloseTo(1 - 0.6 * 0.7, within(1e-12)).isGreaterThan(0.5);
    }

    @Test
    void anAccountWithoutPatternHasNoRisk() {
        Slots slots = slots(new long[] {1, 600}, new long[] {50_000, 0}, new long[] {0, 20_000});
        assertThat(standard.score(activity(slots), MONTH)).isZero();
    }

    @Test
    void whatTheBanksOwnSystemReportsTakesThePlaceOfTheRules() {
        Slots slots = slots(new long[] {600}, new long[] {500_000}, new long[] {500_000});
        AccountActivity cleared = new AccountActivity(slots, 1, 1, 1, 2, 0, OptionalDouble.of(0.125));
        assertThat(standard.score(cleared, MONTH)).isEqualTo(0.125);
    }

    private static AccountActivity activity(Slots slots) {
        return new AccountActivity(slots, 1, 0, 1, slots.size(), 0, OptionalDouble.empty());
    }

    private static AccountActivity counts(int senders, int oneOff, int receivers, int transfers, int justBelow) {
        Slots slots = slots(new long[] {0}, new long[] {100}, new long[] {100});
        return new AccountActivity(slots, senders, oneOff, receivers, transfers, justBelow, OptionalDouble.empty());
    }

    private static Slots slots(long[] hours, long[] in, long[] out) {
        long[] start = hours.clone();
        for (int i = 0; i < start.length; i++) {
            start[i] *= HOUR;
        }
        return new Slots(start, in, out);
    }
}
