package io.mistnet.simulator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private static Detection detection(double threshold, double[] result, int... illicit) {
        boolean[] label = new boolean[result.length];
        Arrays.stream(illicit).forEach(i -> label[i] = true);
        boolean[] all = new boolean[result.length];
        Arrays.fill(all, true);
        return Detection.of(result, threshold, label, all);
    }

    @Test
    void precisionRecallAndF1AreCountedAtTheThresholdItselfIncluded() {
        Detection found = detection(0.5, new double[] {0.9, 0.5, 0.5, 0.4, 0.1}, 0, 1, 3);
        assertThat(found.found()).isEqualTo(2);
        assertThat(found.falseAlarms()).isEqualTo(1);
        assertThat(found.missed()).isEqualTo(1);
        assertThat(found.precision()).isEqualTo(2.0 / 3);
        assertThat(found.recall()).isEqualTo(2.0 / 3);
        assertThat(found.f1()).isEqualTo(2.0 / 3);
    }

    @Test
    void averagePrecisionIsThatOfTheTextbookExample() {
        // ranks of illicit accounts 1, 3, 4: (1/1 + 2/3 + 3/4) / 3
        Detection found = detection(0.5, new double[] {0.9, 0.8, 0.7, 0.6, 0.5}, 0, 2, 3);
        assertThat(found.auprc()).isCloseTo((1 + 2.0 / 3 + 3.0 / 4) / 3, within(1e-12));
    }

    @Test
    void accountsOfEqualResultsComeInTogether() {
        // one group of three with two illicit: precision 2/3 at recall 1, whatever their order
        assertThat(detection(0.5, new double[] {0.7, 0.7, 0.7, 0.1}, 0, 1).auprc())
                .isEqualTo(2.0 / 3);
        assertThat(detection(0.5, new double[] {0.7, 0.7, 0.7, 0.1}, 1, 2).auprc())
                .isEqualTo(2.0 / 3);
    }

    @Test
    void resultsThatTellNothingGiveTheShareOfIllicitAccounts() {
        assertThat(detection(0.5, new double[10], 3, 4).auprc()).isEqualTo(0.2);
    }

    @Test
    void perfectResultsGiveOne() {
        Detection found = detection(0.5, new double[] {0.9, 0.1, 0.8, 0.2}, 0, 2);
        assertThat(found.auprc()).isEqualTo(1);
        assertThat(found.f1()).isEqualTo(1);
    }

    @Test
    void whereNothingIsFlaggedPrecisionIsZeroAndNotUndefined() {
        Detection found = detection(0.5, new double[] {0.1, 0.2}, 0);
        assertThat(found.precision()).isZero();
        assertThat(found.recall()).isZero();
        assertThat(found.f1()).isZero();
    }

    @Test
    void accountsThatWereGivenAwayAreNotCounted() {
        Detection found = Detection.of(
                new double[] {0.9, 0.9, 0.1}, 0.5, new boolean[] {true, true, true}, new boolean[] {false, true, true});
        assertThat(found.found()).isEqualTo(1);
        assertThat(found.missed()).isEqualTo(1);
        assertThat(found.auprc()).isEqualTo(1);
    }
}
