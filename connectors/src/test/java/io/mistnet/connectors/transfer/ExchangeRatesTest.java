package io.mistnet.connectors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRatesTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");

    private final ExchangeRates rates = new ExchangeRates(
            EUR,
            Map.of(
                    USD,
                    new BigDecimal("0.5"),
                    Currency.getInstance("JPY"),
                    new BigDecimal("0.00625"),
                    Currency.getInstance("KWD"),
                    new BigDecimal("3")));

    @ParameterizedTest
    @CsvSource({
        "12.34, EUR, 1234",
        "0.01, USD, 1",
        "0.03, USD, 2",
        "0.05, USD, 2",
        "0.07, USD, 4",
        "1, JPY, 1",
        "1000, JPY, 625",
        "0.001, KWD, 1",
        "1.005, KWD, 302",
        "90071992547409.92, EUR, 9007199254740992",
    })
    void anAmountBecomesMinorUnitsRoundedHalfToEvenButNeverNothing(String amount, String currency, long minorUnits) {
        assertThat(rates.toMinorUnits(InstructedAmount.parse(amount, currency))).isEqualTo(minorUnits);
    }

    @Test
    void moreThan2To53MinorUnitsAreRefused() {
        assertThatThrownBy(() -> rates.toMinorUnits(InstructedAmount.parse("90071992547409.93", "EUR")))
                .isInstanceOf(InvalidTransferException.class)
                .hasMessageContaining("2^53");
    }

    @Test
    void aCurrencyWithoutARateIsNamed() {
        assertThatThrownBy(() -> rates.toMinorUnits(InstructedAmount.parse("1", "CHF")))
                .isInstanceOf(UnratedCurrencyException.class)
                .hasMessage(
                        "instructedAmount.currency: expected a currency with a rate in the network file, found CHF");
    }

    @Test
    void ratesArePositiveAndTheNetworksOwnIsOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExchangeRates(EUR, Map.of(USD, BigDecimal.ZERO)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExchangeRates(EUR, Map.of(EUR, BigDecimal.TEN)));
        assertThat(new ExchangeRates(EUR, Map.of(EUR, new BigDecimal("1.0"))).network())
                .isEqualTo(EUR);
    }
}
