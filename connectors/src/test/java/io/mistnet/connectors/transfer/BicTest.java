package io.mistnet.connectors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BicTest {

    @ParameterizedTest
    @CsvSource({"COBADEFF, COBADEFF", "COBADEFFXXX, COBADEFF", "COBADEFF123, COBADEFF123"})
    void theHeadOfficeHasOneForm(String written, String canonical) {
        assertThat(Bic.canonical("debtorAgent", written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "COBADEF", "COBADEFF1", "cobadeff", "COBAZZFF", "COBADEFF12\u00e9"})
    void anythingElseIsRefused(String bic) {
        assertThatThrownBy(() -> Bic.canonical("debtorAgent", bic))
                .isInstanceOf(InvalidTransferException.class)
                .hasMessageStartingWith("debtorAgent: expected a BIC");
    }
}
