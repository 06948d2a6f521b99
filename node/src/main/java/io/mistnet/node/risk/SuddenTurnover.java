package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;
import io.mistnet.node.window.AccountActivity.Slots;

/**
 * An account that was silent for most of the observed time moves much money: opened or woken up for the purpose.
 *
 * @param silence the share of the observed time before the account's first transfer that is suspicious
 * @param turnover the money in and out that is suspicious, in minor units
 * @param leastObservedMillis as long as the bank has seen less time than this, every account looks new, and none shows the pattern
 */
public record SuddenTurnover(Ramp silence, Ramp turnover, long leastObservedMillis) implements RiskRule {

    @Override
    public String name() {
        return "sudden-turnover";
    }

    @Override
    public double score(AccountActivity activity, ObservedTime observed) {
        Slots slots = activity.slots();
        if (slots.size() == 0 || observed.millis() == 0 || observed.millis() < leastObservedMillis) {
            return 0;
        }
        double silent = (double) (slots.start()[0] - observed.begin()) / observed.millis();
        double moved = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            moved += (double) slots.in()[slot] + slots.out()[slot];
        }
        return silence.at(silent) * turnover.at(moved);
    }
}
