package io.mistnet.simulator.economy;

/**
 * A transfer of an economy.
 *
 * @param second seconds since the economy's start
 * @param debtor the sender, as an index of {@link Economy}
 * @param creditor the receiver, as an index of {@link Economy}
 * @param amount minor units, at least 1
 * @param scheme the number of the laundering scheme that it belongs to, or {@link #HONEST}
 */
public record EconomyTransfer(long second, int debtor, int creditor, long amount, int scheme) {

    public static final int HONEST = -1;

    public boolean illicit() {
        return scheme != HONEST;
    }
}
