package io.mistnet.node.network;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/**
 * The network's currency, and what others are worth in it.
 *
 * @param currency the currency of all amounts that enter the propagation
 * @param perUnit for other currencies, the units of the network's currency that one unit is worth
 */
public record Rates(Currency currency, Map<Currency, BigDecimal> perUnit) {

    public Rates {
        perUnit = Map.copyOf(perUnit);
    }
}
