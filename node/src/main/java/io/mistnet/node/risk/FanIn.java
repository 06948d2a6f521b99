package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;

/**
 * Many accounts paid in, each of them once: a collector of victims' or mules' money. Salaries, rents and regular customers come back; these
 * senders do not.
 *
 * <p>Shops show it too, so the money must also go to a few accounts only.
 *
 * @param senders how many such senders are suspicious
 * @param mostReceivers accounts that paid more others than this do not show the pattern
 */
public record FanIn(Ramp senders, int mostReceivers) implements RiskRule {

    @Override
    public String name() {
        return "fan-in";
    }

    @Override
    public double score(AccountActivity activity, ObservedTime observed) {
        if (activity.receivers() == 0 || activity.receivers() > mostReceivers) {
            return 0;
        }
        double share = (double) activity.oneOffSenders() / Math.max(1, activity.senders());
        return senders.at(activity.oneOffSenders()) * share;
    }
}
