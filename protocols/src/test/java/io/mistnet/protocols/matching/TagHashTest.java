package io.mistnet.protocols.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagHashTest {

    private static final int SIDE = 256;

    /** Where so many tags fall at random in a table of twice as many places, about 0.79 of them have a place that no earlier one has. */
    private static final double FEWEST_PLACES = 0.75;

    /**
     * Tags whose two words are multiples of one power of two. Products with odd keys keep the power, so their sum would have 256 values only, and each look-up of 65,536 such tags would pass over hundreds: with as
     * many rows as a network allows a bank, its tags alone would hold up matching beyond every deadline.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 24, 32, 40, 56})
    void tagsThatABankChoosesSpreadOverTheTable(int shift) {
        TagHash hash = new TagHash(ThreeComputeParties.seed(7, 0).words());
        BitSet places = new BitSet();
        for (int a = 0; a < SIDE; a++) {
            for (int b = 0; b < SIDE; b++) {
                places.set(hash.of((long) a << shift, (long) b << shift) >>> (Integer.SIZE - 17));
            }
        }
        assertThat(places.cardinality()).isGreaterThan((int) (FEWEST_PLACES * SIDE * SIDE));
    }
}
