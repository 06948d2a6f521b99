package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private final TableLayout layout = new TableLayout(12, 48, 3, 2);

    @Test
    void theExtremePositionsLieInTheFirstAndTheLastGroup() {
        assertThat(Placement.of(new Position(0, 0, 0), layout)).isEqualTo(new Placement(0, 0, 0, 12));
        assertThat(Placement.of(new Position(-1, -1, -1), layout)).isEqualTo(new Placement(5, 11, 35, 47));
    }

    @Test
    void bothRowsLieInTheirHalvesOfTheGroup() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            Placement placement = Placement.of(position(random), layout);
            int column = placement.column() - layout.firstColumn(placement.group());
            int upper = placement.upper() - layout.firstRow(placement.group());
            int lower = placement.lower() - layout.firstRow(placement.group());
            assertThat(column).isBetween(0, 3);
            assertThat(upper).isBetween(0, 11);
            assertThat(lower).isBetween(12, 23);
            assertThat(layout.cell(placement.column(), placement.upper()))
                    .isEqualTo(layout.cell(placement.column(), placement.lower()));
        }
    }

    @Test
    void everyColumnAndPairOfRowsIsTakenEquallyOften() {
        SplittableRandom random = new SplittableRandom(2);
        int choices = 12 * 24 * 12;
        int[] counts = new int[choices];
        int draws = choices * 100;
        for (int i = 0; i < draws; i++) {
            Placement placement = Placement.of(position(random), layout);
            int upper = placement.upper() / 24 * 12 + placement.upper() % 24;
            counts[(placement.column() * 24 + upper) * 12 + placement.lower() % 24 - 12]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 100) * (count - 100) / 100.0;
        }
        // six standard deviations of a chi-square with as many degrees of freedom
        assertThat(chiSquare).isCloseTo(choices, within(6 * Math.sqrt(2.0 * choices)));
    }

    private static Position position(SplittableRandom random) {
        return new Position(random.nextInt(), random.nextInt(), random.nextInt());
    }
}
