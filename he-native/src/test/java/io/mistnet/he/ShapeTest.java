package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @ParameterizedTest
    @CsvSource({
        "112, 76, 1, 2, 7",
        "160, 264, 1, 4, 7",
        "502, 280, 1, 4, 8",
        "17, 16, 1, 1, 6",
        "60, 4, 1, 1, 6",
        "61, 4, 1, 1, 7"
    })
    void expandsIntoAsManyLevelsAsTheFullestCiphertextHasSelectors(
            int columns, int rows, int blocks, int ciphertexts, int levels) {
        assertThat(new Shape(columns, rows, blocks, ciphertexts).levels()).isEqualTo(levels);
    }

    @Test
    void eachBlockHasAnUpperAndALowerHalf() {
        Shape shape = new Shape(8, 16, 2, 1);

        assertThat(shape.blockRows()).isEqualTo(8);
        assertThat(shape.isUpper(0)).isTrue();
        assertThat(shape.isUpper(3)).isTrue();
        assertThat(shape.isUpper(4)).isFalse();
        assertThat(shape.isUpper(7)).isFalse();
        assertThat(shape.isUpper(8)).isTrue();
        assertThat(shape.isUpper(12)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 1, 1, columns",
        "4097, 8, 1, 1, columns",
        "8, 8, 0, 1, blocks",
        "8, 0, 1, 1, rows",
        "8, -8, 1, 1, rows",
        "8, 6, 1, 1, rows",
        "8, 8, 3, 1, rows",
        "8, 8, 2147483647, 1, rows",
        "8, 8, 1, 0, ciphertexts",
        "8, 8, 1, 9, ciphertexts",
        "4000, 100, 1, 1, do not fit"
    })
    void refusesWhatNoQueryCanAddress(int columns, int rows, int blocks, int ciphertexts, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shape(columns, rows, blocks, ciphertexts))
                .withMessageContaining(reason);
    }
}
