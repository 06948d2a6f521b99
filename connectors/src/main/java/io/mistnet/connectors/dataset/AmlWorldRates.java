package io.mistnet.connectors.dataset;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What one unit of each of AMLworld's currencies is worth in US cents, rounded: the set names currencies, but gives no rates. */
final class AmlWorldRates {

    private static final Map<String, BigDecimal> US_CENTS = Map.ofEntries(
            rate("US Dollar", "100"),
            rate("Euro", "117"),
            rate("UK Pound", "129"),
            rate("Swiss Franc", "109"),
            rate("Canadian Dollar", "76"),
            rate("Australian Dollar", "71"),
            rate("Brazil Real", "18"),
            rate("Mexican Peso", "4.7"),
            rate("Ruble", "1.29"),
            rate("Rupee", "1.36"),
            rate("Yuan", "14.9"),
            rate("Yen", "0.95"),
            rate("Saudi Riyal", "26.7"),
            rate("Shekel", "29.6"),
            rate("Bitcoin", "1188000"));

    private AmlWorldRates() {}

    static Optional<BigDecimal> usCents(String currency) {
        return Optional.ofNullable(US_CENTS.get(currency));
    }

    private static Map.Entry<String, BigDecimal> rate(String currency, String usCents) {
        return Map.entry(currency, new BigDecimal(usCents));
    }
}
