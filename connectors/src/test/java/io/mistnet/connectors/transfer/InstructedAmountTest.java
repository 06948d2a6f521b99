package io.mistnet.connectors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructedAmountTest {

    @ParameterizedTest
    @CsvSource({
        "12.5, EUR, 12.50",
        "12, EUR, 12.00",
        "12.00, JPY, 12",
        "0.001, KWD, 0.001",
        "9999999999999999.99, EUR, 9999999999999999.99"
    })
    void anAmountHasAsManyFractionDigitsAsItsCurrency(String written, String currency, String kept) {
        assertThat(InstructedAmount.parse(written, currency).amount()).isEqualTo(new BigDecimal(kept));
    }

    @ParameterizedTest
    @CsvSource({
        "0, EUR",
        "0.00, EUR",
        "-1, EUR",
        "+1, EUR",
        "1e3, EUR",
        "'', EUR",
        "., EUR",
        "1.2.3, EUR",
        "'1,5', EUR",
        "0.001, EUR",
        "0.5, JPY",
        "99999999999999999.99, EUR",
        "\u0661, EUR",
        "1, XXX",
        "1, XAU",
        "1, QQQ",
        "1, eur",
        "1, ''"
    })
    void amountsAndCurrenciesThatMeanNothingAreRefused(String amount, String currency) {
        assertThatThrownBy(() -> InstructedAmount.parse(amount, currency))
                .isInstanceOf(InvalidTransferException.class)
                .hasMessageStartingWith("instructedAmount.");
    }

    @Test
    void exponentsDoNotFillTheMemory() {
        for (String amount : new String[] {"1E999999999", "1E-999999999"}) {
            assertThatThrownBy(() -> new InstructedAmount(new BigDecimal(amount), Currency.getInstance("EUR")))
                    .isInstanceOf(InvalidTransferException.class)
                    .hasMessageContaining("at most 18 digits");
        }
    }
}
