package io.mistnet.simulator.economy;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The banks of an economy: their countries, codes and shares of the market, which fall as one over the rank.
 *
 * <p>BICs end in 0, which marks test identifiers, so that none is a real bank's.
 */
final class Banks {

    /** Countries whose account numbers hold no check digits of their own, with the length of bank code and account number. */
    private enum Country {
        DE(8, 10, false),
        NL(4, 10, true),
        AT(5, 11, false),
        IE(10, 8, true),
        LT(5, 11, false),
        LU(3, 13, false);

        final int codeLength;
        final int accountLength;
        final boolean startsWithBic;

        Country(int codeLength, int accountLength, boolean startsWithBic) {
            this.codeLength = codeLength;
            this.accountLength = accountLength;
            this.startsWithBic = startsWithBic;
        }
    }

    private final List<IbanSeries> series;
    private final List<String> bics;
    private final double[] cumulativeShare;

    /** @param count how many banks; one more, which nobody of the network is, holds the accounts outside */
    Banks(int count) {
        bics = IntStream.rangeClosed(0, count).mapToObj(Banks::testBic).toList();
        series = IntStream.rangeClosed(0, count).mapToObj(Banks::series).toList();
        cumulativeShare = new double[count];
        double sum = 0;
        for (int b = 0; b < count; b++) {
            sum += 1.0 / (b + 1.5);
            cumulativeShare[b] = sum;
        }
        for (int b = 0; b < count; b++) {
            cumulativeShare[b] /= sum;
        }
    }

    int count() {
        return cumulativeShare.length;
    }

    /** The BIC of a bank, or with {@link #count()} that of the bank outside the network. */
    String bic(int bank) {
        return bics.get(bank);
    }

    /** The IBAN of the {@code number}-th account, which is at {@code bank}. */
    String iban(int bank, int number) {
        return series.get(bank).iban(number);
    }

    /** A bank, drawn by its share of the market. */
    int draw(Chance chance) {
        double at = chance.uniform();
        int bank = 0;
        while (cumulativeShare[bank] <= at && bank < count() - 1) {
            bank++;
        }
        return bank;
    }

    private static Country country(int bank) {
        return Country.values()[bank % Country.values().length];
    }

    private static String institution(int bank) {
        return "MN" + (char) ('A' + bank / 26) + (char) ('A' + bank % 26);
    }

    private static String testBic(int bank) {
        return institution(bank) + country(bank) + "X0";
    }

    private static IbanSeries series(int bank) {
        Country country = country(bank);
        String code = country.startsWithBic
                ? institution(bank) + digits(bank, country.codeLength - 4)
                : digits(101 + bank, country.codeLength);
        return new IbanSeries(country.name(), code, country.accountLength);
    }

    private static String digits(int value, int length) {
        return length == 0 ? "" : ("%0" + length + "d").formatted(value);
    }
}
