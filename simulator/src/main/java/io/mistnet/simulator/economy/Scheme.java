package io.mistnet.simulator.economy;

import java.util.List;

/**
 * One laundering scheme.
 *
 * @param number its place in {@link Economy#schemes()}
 * @param pattern how the money moves
 * @param mules its accounts, all of them illicit
 * @param reported those mules that a victim reported to the mule's bank
 * @param transfers its transfers, victims' and cash-out included, in the order of time
 */
public record Scheme(
        int number, Pattern pattern, List<Integer> mules, List<Integer> reported, List<EconomyTransfer> transfers) {

    public Scheme {
        mules = List.copyOf(mules);
        reported = List.copyOf(reported);
        transfers = List.copyOf(transfers);
    }
}
