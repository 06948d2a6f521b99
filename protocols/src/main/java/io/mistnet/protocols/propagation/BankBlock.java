package io.mistnet.protocols.propagation;

import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.sharing.Seed;

/** One bank's ledger in the protocol's words: risks, weights, arrangements and tags, in the clear. Exists at the bank only. */
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

    /** What is dealt of the amounts for one delta. */
    BankWeights weights(int vector) {
        return BankWeights.of(ledger, sizes, policy, vector, seed);
    }

    /** The tags of its rows. */
    BankTags tags() {
        return new BankTags(ledger, sizes, id, secrets, seed);
    }
}
