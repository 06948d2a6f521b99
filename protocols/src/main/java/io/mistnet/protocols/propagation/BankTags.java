package io.mistnet.protocols.propagation;

import io.mistnet.protocols.matching.PairTags;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;

/** The tags of one bank's rows, in the clear, in two lanes. Rows that are no pair get random ones, so that nobody can tell them apart. Exists at the bank only. */
final class BankTags {

    private final Ledger ledger;
    private final BlockSizes sizes;
    private final EpochId id;
    private final PairSecrets secrets;
    private final Seed seed;

    BankTags(Ledger ledger, BlockSizes sizes, EpochId id, PairSecrets secrets, Seed seed) {
        this.ledger = ledger;
        this.sizes = sizes;
        this.id = id;
        this.secrets = secrets;
        this.seed = seed;
    }

    /** Of outgoing pairs, in S order. */
    long[][] senders() {
        return inOrder(
                Arrangement.ofSenders(ledger, sizes),
                tags(ledger.outgoing(), true),
                seed.derive("filling of outgoing tags"));
    }

    /** Of incoming pairs, in D order. */
    long[][] receivers() {
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
                new PairTags(key(bank, outgoing))
                        .write(ledger.parties().digests(), senders, receivers, byBank[bank], tags);
            }
        }
        return tags;
    }

    /** Bound to the epoch, the attempt and the direction. */
    private byte[] key(int other, boolean outgoing) {
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
