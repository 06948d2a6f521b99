package io.mistnet.protocols.propagation;

import io.mistnet.protocols.sharing.Seed;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one bank deals of the amounts that its accounts received, for one delta, in the clear. Exists at the bank only.
 *
 * <p>The coins of rounding are the bank's own, and independent of all foreign risks.
 *
 * @param rows for every row of D order the weight of its pair, 0 where it is none; with taint 1 for pairs of at least the floor
 * @param outside for every padded account what senders outside the network add to its value
 */
record BankWeights(long[] rows, long[] outside) {

    private static final int MANY = 1 << 10;

    static BankWeights of(Ledger ledger, BlockSizes sizes, Policy policy, int vector, Seed seed) {
        Arrangement arrangement = Arrangement.ofReceivers(ledger, sizes);
        BankWeights weights = new BankWeights(new long[sizes.receiverRows()], new long[sizes.accounts()]);
        if (policy.rule() == Policy.Rule.TAINT) {
            weights.markEdges(ledger, sizes, policy, arrangement);
        } else {
            long delta = Schedule.of(policy).different().get(vector);
            Weights rounding = new Weights(new SplittableRandom(
                    seed.derive("rounding " + vector).words().next(1)[0]));
            weights.shareIncomes(ledger, sizes, policy, arrangement, delta, rounding);
        }
        return weights;
    }

    private void markEdges(Ledger ledger, BlockSizes sizes, Policy policy, Arrangement arrangement) {
        for (int row = 0; row < rows.length; row++) {
            int pair = arrangement.index()[row] - sizes.accounts();
            if (pair >= 0 && pair < ledger.incoming().size()) {
                rows[row] = ledger.incoming().amount()[pair] >= policy.floor() ? 1 : 0;
            }
        }
    }

    private void shareIncomes(
            Ledger ledger, BlockSizes sizes, Policy policy, Arrangement arrangement, long delta, Weights rounding) {
        long[] received = ledger.incoming().amount();
        long prior = FixedPoint.risk(policy.outside().risk());
        long[] amounts = new long[MANY];
        long[] shares = new long[MANY];
        int first = sizes.incoming() - ledger.incoming().size();
        for (int account = 0; account < ledger.accounts(); account++) {
            int own = arrangement.accountRows()[account];
            int count = own - first;
            if (count > amounts.length) {
                amounts = new long[2 * count];
                shares = new long[2 * count];
            }
            for (int k = 0; k < count; k++) {
                amounts[k] = received[arrangement.index()[first + k] - sizes.accounts()];
            }
            long foreign = policy.outside().counted() ? ledger.outsideIncome()[account] : 0;
            rounding.share(delta, amounts, count, income(amounts, count, foreign), shares);
            System.arraycopy(shares, 0, rows, first, count);
            if (foreign > 0) {
                // what the listed senders leave of delta belongs to senders outside
                outside[account] = (delta - Arrays.stream(shares, 0, count).sum()) * prior;
            }
            first = own + 1;
        }
    }

    /** The sum, which may be beyond 64 bits where an account has many large payments. */
    private static BigInteger income(long[] amounts, int count, long foreign) {
        long low = foreign;
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < count; k++) {
            if (low > Long.MAX_VALUE - amounts[k]) {
                sum = sum.add(BigInteger.valueOf(low));
                low = 0;
            }
            low += amounts[k];
        }
        return sum.add(BigInteger.valueOf(low));
    }
}
