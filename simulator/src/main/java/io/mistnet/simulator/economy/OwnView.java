package io.mistnet.simulator.economy;

import java.util.function.Consumer;

/**
 * The initial risks that the banks' own rules give, from what each bank sees at its own accounts alone. The highest of:
 *
 * <ul>
 *   <li>0.9 where a victim reported the account to its bank (see {@link Scheme#reported()});
 *   <li>0.35 where within an hour the account sent on at least 80 % of one receipt of at least 1,000.00, which mules do, and some honest accounts;
 *   <li>0.5 to 0.8 for one account in a thousand, under suspicion without cause;
 *   <li>noise of a general model, below 0.2 and mostly near 0.
 * </ul>
 *
 * <p>Feed it all transfers in the order of time, then ask.
 */
public final class OwnView implements Consumer<EconomyTransfer> {

    private static final long LARGE = 100_000;
    private static final int SOON_SECONDS = 3600;
    private static final double PASSED_ON = 0.8;

    private final double[] risk;
    private final long[] receipt;
    private final long[] sentOn;
    private final int[] receivedAt;

    OwnView(Economy economy, long seed) {
        int accounts = economy.accounts();
        risk = new double[accounts];
        receipt = new long[accounts];
        sentOn = new long[accounts];
        receivedAt = new int[accounts];
        Chance chance = Chance.of(seed, "own view");
        for (int i = 0; i < accounts; i++) {
            double noise = 0.2 * StrictMath.pow(chance.uniform(), 4);
            risk[i] = chance.happens(0.001) ? chance.uniform(0.5, 0.8) : noise;
        }
        economy.schemes().forEach(s -> s.reported().forEach(mule -> raise(mule, 0.9)));
    }

    @Override
    public void accept(EconomyTransfer transfer) {
        if (transfer.debtor() < risk.length) {
            send(transfer.debtor(), transfer.amount(), (int) transfer.second());
        }
        if (transfer.creditor() < risk.length && transfer.amount() >= LARGE) {
            receipt[transfer.creditor()] = transfer.amount();
            receivedAt[transfer.creditor()] = (int) transfer.second();
            sentOn[transfer.creditor()] = 0;
        }
    }

    /** The initial risk of an account in [0, 1], in steps of 0.0001. */
    public double initialRisk(int account) {
        return StrictMath.rint(risk[account] * 10_000) / 10_000;
    }

    private void send(int account, long amount, int second) {
        if (receipt[account] > 0 && second - receivedAt[account] <= SOON_SECONDS) {
            sentOn[account] += amount;
            if (sentOn[account] >= PASSED_ON * receipt[account]) {
                raise(account, 0.35);
            }
        }
    }

    private void raise(int account, double to) {
        risk[account] = Math.max(risk[account], to);
    }
}
