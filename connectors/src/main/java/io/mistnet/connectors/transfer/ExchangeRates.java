package io.mistnet.connectors.transfer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/** The network file's rates: they bring every amount into whole minor units of the network's currency. */
public final class ExchangeRates {

    /** Sums of amounts stay exact as {@code double}, and fit the protocol's words. */
    public static final long MOST_MINOR_UNITS = 1L << 53;

    private static final BigDecimal LIMIT = BigDecimal.valueOf(MOST_MINOR_UNITS);

    private final Currency network;
    private final Map<Currency, BigDecimal> minorUnitsPerUnit;

    /**
     * @param network the network's currency
     * @param rates for other currencies, what one unit costs in units of the network's currency; positive
     * @throws IllegalArgumentException if a rate is not positive, the network's own currency has a rate other than 1, or it has no minor units
     */
    public ExchangeRates(Currency network, Map<Currency, BigDecimal> rates) {
        if (network.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("money is not held in " + network.getCurrencyCode());
        }
        this.network = network;
        this.minorUnitsPerUnit = new HashMap<>();
        rates.forEach((currency, rate) -> {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException(
                        "the rate of %s must be positive, not %s".formatted(currency.getCurrencyCode(), rate));
            }
            minorUnitsPerUnit.put(currency, rate.movePointRight(network.getDefaultFractionDigits()));
        });
        BigDecimal own = BigDecimal.ONE.movePointRight(network.getDefaultFractionDigits());
        BigDecimal given = minorUnitsPerUnit.put(network, own);
        if (given != null && given.compareTo(own) != 0) {
            throw new IllegalArgumentException(
                    "the network's own currency %s has the rate 1".formatted(network.getCurrencyCode()));
        }
    }

    /** The currency into which amounts are brought. */
    public Currency network() {
        return network;
    }

    /**
     * The amount in minor units of the network's currency: the exact product rounded half to even. A positive amount never becomes nothing: the
     * result is at least 1.
     *
     * @throws UnratedCurrencyException if the amount's currency has no rate
     * @throws InvalidTransferException if the result exceeds {@link #MOST_MINOR_UNITS}
     */
    public long toMinorUnits(InstructedAmount instructed) {
        BigDecimal rate = minorUnitsPerUnit.get(instructed.currency());
        if (rate == null) {
            throw new UnratedCurrencyException(
                    "instructedAmount.currency",
                    "a currency with a rate in the network file, found "
                            + instructed.currency().getCurrencyCode());
        }
        BigDecimal minorUnits = instructed.amount().multiply(rate).setScale(0, RoundingMode.HALF_EVEN);
        if (minorUnits.compareTo(LIMIT) > 0) {
            throw new InvalidTransferException(
                    "instructedAmount.amount", "at most 2^53 minor units of " + network.getCurrencyCode());
        }
        return Math.max(1, minorUnits.longValueExact());
    }
}
