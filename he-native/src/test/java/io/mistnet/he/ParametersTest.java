package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private static final Shape SINGLE = new Shape(112, 76, 1, 2);

    @ParameterizedTest
    @CsvSource({
        "14, 10, 112, 76, 2, 10.5",
        "14, 10, 96, 88, 1, 8.7",
        "14, 10, 160, 264, 4, 8.9",
        "13, 9, 502, 280, 4, 10.7"
    })
    void theMarginIsTheMeasuredOne(
            int plainBits, int c1Extra, int columns, int rows, int ciphertexts, double measured) {
        Shape shape = new Shape(columns, rows, 1, ciphertexts);

        assertThat(of(plainBits, c1Extra, shape).margin(shape)).isCloseTo(measured, withinPercentage(1.5));
    }

    @Test
    void aMarginJustAboveTheLeastIsAcceptedAndOneJustBelowRefused() {
        Shape accepted = new Shape(171, 56, 1, 2);
        Shape refused = new Shape(172, 56, 1, 2);

        assertThat(of(14, 10, accepted).margin(accepted))
                .isCloseTo(8.5, offset(0.01))
                .isGreaterThanOrEqualTo(8.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(14, 10, refused))
                .withMessageContaining("noise margin of single")
                .withMessageContaining("below 8.5");
    }

    @Test
    void moreCiphertextsLessNoise() {
        Parameters parameters = of(14, 10, SINGLE);

        assertThat(parameters.margin(new Shape(112, 76, 1, 4))).isGreaterThan(parameters.margin(SINGLE));
    }

    @Test
    void sizesAreThoseOfTheWireLayout() {
        Parameters fourteen = new Parameters(14, 4, 10, 7, SINGLE, SINGLE);
        Parameters thirteen = new Parameters(13, 4, 9, 8, SINGLE, SINGLE);

        assertThat(fourteen.plaintextBytes()).isEqualTo(7168);
        assertThat(fourteen.keyBytes()).isEqualTo(351_264);
        assertThat(fourteen.queryBytes(SINGLE)).isEqualTo(49_184);
        assertThat(fourteen.queryBytes(new Shape(160, 264, 1, 4))).isEqualTo(98_336);
        assertThat(fourteen.answerBytes()).isEqualTo(129_024);
        assertThat(thirteen.plaintextBytes()).isEqualTo(6656);
        assertThat(thirteen.keyBytes()).isEqualTo(401_440);
        assertThat(thirteen.answerBytes()).isEqualTo(119_808);
    }

    @Test
    void theModulusStaysWithinTheStandardsTableFor128Bits() {
        assertThat(Parameters.modulusBits()).isEqualTo(98).isLessThanOrEqualTo(109);
    }

    @Test
    void thePinnedRootsHaveOrderTwiceTheDegree() {
        assertPrimitiveRoot(Parameters.DATA_ROOT, Parameters.DATA_PRIME);
        assertPrimitiveRoot(Parameters.SPECIAL_ROOT, Parameters.SPECIAL_PRIME);
    }

    @Test
    void aGroupIsOneBlockAndAnEqualShareOfTheColumns() {
        Shape single = new Shape(112, 64, 4, 2);

        assertThat(new Parameters(14, 4, 10, 7, single, new Shape(14, 16, 1, 1))
                        .group()
                        .rows())
                .isEqualTo(16);
        for (Shape other : new Shape[] {
            new Shape(14, 64, 4, 1), new Shape(15, 16, 1, 1), new Shape(14, 32, 1, 1), new Shape(224, 16, 1, 2)
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Parameters(14, 4, 10, 8, single, other))
                    .withMessageContaining("group must be");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "15, 4, 11, 7, plainBits",
        "14, 4, 9, 7, c0Extra and c1Extra",
        "14, 10, 4, 7, c0Extra and c1Extra",
        "14, 0, 14, 7, c0Extra and c1Extra",
        "14, 4, 10, 6, levels",
        "14, 4, 10, 13, levels"
    })
    void refusesEverythingButTheSupportedSets(int plainBits, int c0Extra, int c1Extra, int levels, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameters(plainBits, c0Extra, c1Extra, levels, SINGLE, SINGLE))
                .withMessageContaining(reason);
    }

    private static Parameters of(int plainBits, int c1Extra, Shape shape) {
        return new Parameters(plainBits, plainBits - c1Extra, c1Extra, shape.levels(), shape, shape);
    }

    private static void assertPrimitiveRoot(long root, long prime) {
        BigInteger modulus = BigInteger.valueOf(prime);

        assertThat(modulus.isProbablePrime(100)).isTrue();
        assertThat(BigInteger.valueOf(root).modPow(BigInteger.valueOf(Parameters.DEGREE), modulus))
                .isEqualTo(modulus.subtract(BigInteger.ONE));
    }
}
