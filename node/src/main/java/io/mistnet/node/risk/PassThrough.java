package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;
import io.mistnet.node.window.AccountActivity.Slots;
import java.time.Duration;

/**
 * Money leaves soon after it came: a mule's account keeps little of what it receives.
 *
 * <p>Money out is held against the money in of the same slot and of slots before, as far back as {@code within}, oldest first; each unit of money
 * in is used once. The pattern is the share of all money in that was passed on like this.
 *
 * @param within how soon is soon
 * @param leastIn accounts that received less than this, in minor units, do not show the pattern
 * @param share what share of the money is suspicious
 */
public record PassThrough(Duration within, long leastIn, Ramp share) implements RiskRule {

    @Override
    public String name() {
        return "pass-through";
    }

    @Override
    public double score(AccountActivity activity, ObservedTime observed) {
        double in = 0;
        for (long money : activity.slots().in()) {
            in += money;
        }
        return in < leastIn || in == 0 ? 0 : share.at(passedOn(activity.slots()) / in);
    }

    private double passedOn(Slots slots) {
        long[] left = slots.in().clone();
        double passed = 0;
        int oldest = 0;
        for (int now = 0; now < slots.size(); now++) {
            long out = slots.out()[now];
            while (slots.start()[oldest] < slots.start()[now] - within.toMillis()) {
                oldest++;
            }
            for (int source = oldest; source <= now && out > 0; source++) {
                long moved = Math.min(left[source], out);
                left[source] -= moved;
                out -= moved;
                passed += moved;
            }
        }
        return passed;
    }
}
