package io.mistnet.protocols.propagation;

import io.mistnet.protocols.matching.PairTags;
import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * One bank's ledger in the protocol's words: risks, weights, arrangements and tags, in the clear. Exists at the bank only.
 *
 * <p>The random coins of rounding are the bank's own and independent of all foreign risks.
 */
final class BankBlock {

    private final Ledger ledger;
    private final Policy policy;
    private final EpochId id;
    private final PairSecrets secrets;
    private final Seed seed;
    private final BlockSizes sizes;

    BankBlock(Ledger ledger, Policy policy, EpochId id, PairSecrets secrets, Seed seed) {
        this.ledger = ledger;
        this.policy = policy;
        this.id = id;
        this.secrets = secrets;
        this.seed = seed;
        this.sizes = BlockSizes.of(ledger);
    }

    BlockSizes sizes() {
        return sizes;
    }

    /** For every padded account its initial value: risk in units, or with the taint rule 0 or 1. */
    long[] risk() {
        long[] risk = new long[sizes.accounts()];
        for (int account = 0; account < ledger.accounts(); account++) {
            double initial = ledger.initialRisk()[account];
            Policy.requireRisk("an initial risk", initial);
            risk[account] = policy.rule() == Policy.Rule.TAINT
                    ? (initial >= policy.threshold() ? 1 : 0)
                    : FixedPoint.risk(initial);
        }
        return risk;
    }

    Permutation toSenders() {
        return Arrangement.ofSenders(ledger, sizes).permutation();
    }

    Permutation toAccounts() {
        return Arrangement.ofReceivers(ledger, sizes).permutation().inverse();
    }

    /**
     * The weights of one delta in D order.
     *
     * @param outside receives for every account the constant that senders outside the network add
     */
    long[] weights(int vector, long[] outside) {
        Arrangement arrangement = Arrangement.ofReceivers(ledger, sizes);
        return policy.rule() == Policy.Rule.TAINT ? edges(arrangement) : shares(arrangement, vector, outside);
    }

    private long[] edges(Arrangement arrangement) {
        long[] edges = new long[sizes.receiverRows()];
        for (int row = 0; row < edges.length; row++) {
            int pair = arrangement.index()[row] - sizes.accounts();
            if (pair >= 0 && pair < ledger.incoming().size()) {
                edges[row] = ledger.incoming().amount()[pair] >= policy.floor() ? 1 : 0;
            }
        }
        return edges;
    }

    private long[] shares(Arrangement arrangement, int vector, long[] outside) {
        long delta = Schedule.of(policy).different().get(vector);
        Weights rounding = new Weights(
                new SplittableRandom(seed.derive("rounding " + vector).words().next(1)[0]));
        long[] result = new long[sizes.receiverRows()];
        long[] amounts = new long[16];
        long[] rounded = new long[16];
        int firstRow = sizes.incoming() - ledger.incoming().size();
        for (int account = 0; account < ledger.accounts(); account++) {
            int ownRow = arrangement.accountRows()[account];
            int count = ownRow - firstRow;
            if (count > amounts.length) {
                amounts = new long[2 * count];
                rounded = new long[2 * count];
            }
            BigInteger listed = BigInteger.ZERO;
            long sum = 0;
            for (int k = 0; k < count; k++) {
                amounts[k] = ledger.incoming().amount()[arrangement.index()[firstRow + k] - sizes.accounts()];
                sum += amounts[k];
                if (sum < 0 || sum > Long.MAX_VALUE / 2) {
                    listed = listed.add(BigInteger.valueOf(sum - amounts[k]));
                    sum = amounts[k];
                }
            }
            listed = listed.add(BigInteger.valueOf(sum));
            long foreign = policy.outside().counted() ? ledger.outsideIncome()[account] : 0;
            rounding.share(delta, amounts, count, listed.add(BigInteger.valueOf(foreign)), rounded);
            System.arraycopy(rounded, 0, result, firstRow, count);
            outside[account] = foreign == 0 ? 0 : outsideConstant(delta, rounded, count);
            firstRow = ownRow + 1;
        }
        return result;
    }

    /** What the listed senders leave of delta belongs to senders outside. */
    private long outsideConstant(long delta, long[] rounded, int count) {
        long left = delta;
        for (int k = 0; k < count; k++) {
            left -= rounded[k];
        }
        return left * FixedPoint.risk(policy.outside().risk());
    }

    /** Tags in S order, two words a row; random ones for rows that are no pair. */
    long[][] senderTags() {
        return inOrder(
                Arrangement.ofSenders(ledger, sizes),
                tags(ledger.outgoing(), true),
                seed.derive("filling of outgoing tags"));
    }

    /** Tags in D order. */
    long[][] receiverTags() {
        return inOrder(
                Arrangement.ofReceivers(ledger, sizes),
                tags(ledger.incoming(), false),
                seed.derive("filling of incoming tags"));
    }

    private long[] tags(Pairs pairs, boolean outgoing) {
        long[] tags = new long[2 * pairs.size()];
        int[] senders = outgoing ? pairs.account() : pairs.counterparty();
        int[] receivers = outgoing ? pairs.counterparty() : pairs.account();
        int[][] byBank = pairsByBank(pairs);
        for (int bank = 0; bank < byBank.length; bank++) {
            if (byBank[bank].length > 0) {
                new PairTags(tagKey(bank, outgoing))
                        .write(ledger.parties().digests(), senders, receivers, byBank[bank], tags);
            }
        }
        return tags;
    }

    private byte[] tagKey(int other, boolean outgoing) {
        int sender = outgoing ? ledger.bank() : other;
        int receiver = outgoing ? other : ledger.bank();
        String purpose = "%s/tags from %d to %d".formatted(id.context(), sender, receiver);
        return Seed.of(secrets.with(other)).derive(purpose).toBytes();
    }

    private int[][] pairsByBank(Pairs pairs) {
        int[] bankOf = ledger.parties().bank();
        int banks = 0;
        for (int bank : bankOf) {
            banks = Math.max(banks, bank + 1);
        }
        int[] counts = new int[banks];
        for (int counterparty : pairs.counterparty()) {
            counts[bankOf[counterparty]]++;
        }
        int[][] byBank = new int[banks][];
        for (int bank = 0; bank < banks; bank++) {
            byBank[bank] = new int[counts[bank]];
        }
        for (int pair = pairs.size() - 1; pair >= 0; pair--) {
            int bank = bankOf[pairs.counterparty()[pair]];
            byBank[bank][--counts[bank]] = pair;
        }
        return byBank;
    }

    private long[][] inOrder(Arrangement arrangement, long[] tags, Seed filling) {
        int[] index = arrangement.index();
        RandomWords random = filling.words();
        long[][] lanes = {random.next(index.length), random.next(index.length)};
        for (int row = 0; row < index.length; row++) {
            int pair = index[row] - sizes.accounts();
            if (pair >= 0 && pair < tags.length / 2) {
                lanes[0][row] = tags[2 * pair];
                lanes[1][row] = tags[2 * pair + 1];
            }
        }
        return lanes;
    }
}
