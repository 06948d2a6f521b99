package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;

/**
 * Amounts just below the threshold from which on transfers are reported, again and again.
 *
 * @param transfers how many such transfers are suspicious
 * @param share what share of the account's transfers is
 */
public record Structuring(Ramp transfers, Ramp share) implements RiskRule {

    @Override
    public String name() {
        return "structuring";
    }

    @Override
    public double score(AccountActivity activity, ObservedTime observed) {
        if (activity.transfers() == 0) {
            return 0;
        }
        return transfers.at(activity.justBelow()) * share.at((double) activity.justBelow() / activity.transfers());
    }
}
