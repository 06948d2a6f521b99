package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;
import java.time.Duration;
import java.util.List;

/**
 * Weighs rules as independent witnesses: the risk is 1 - product of (1 - weight x score). One rule alone gives at most its weight; two that agree
 * give more than either. What the bank's own system reports of an account takes the place of the rules.
 */
public final class RuleScorer implements LocalScorer {

    private final List<Weighted> rules;

    public RuleScorer(List<Weighted> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * The rules that a bank can begin with: pass-through 0.4, fan-in 0.45, structuring 0.6, sudden turnover 0.3. So structuring alone reaches a risk
     * of 0.5; of the others it takes two.
     *
     * @param soon how soon money leaves that is passed through: hours; seconds in a demo
     * @param largeAmount in minor units, an amount that is unusual for a private account
     */
    public static RuleScorer standard(Duration soon, long largeAmount) {
        return new RuleScorer(List.of(
                new Weighted(new PassThrough(soon, largeAmount, new Ramp(0.5, 0.9)), 0.4),
                new Weighted(new FanIn(new Ramp(4, 12), 4), 0.45),
                new Weighted(new Structuring(new Ramp(1, 4), new Ramp(0.1, 0.4)), 0.6),
                new Weighted(
                        new SuddenTurnover(
                                new Ramp(0.5, 0.8), new Ramp(largeAmount, 4.0 * largeAmount), 8 * soon.toMillis()),
                        0.3)));
    }

    @Override
    public double score(AccountActivity activity, ObservedTime observed) {
        if (activity.reportedRisk().isPresent()) {
            return activity.reportedRisk().getAsDouble();
        }
        double innocent = 1;
        for (Weighted weighted : rules) {
            innocent *= 1 - weighted.weight() * weighted.rule().score(activity, observed);
        }
        return 1 - innocent;
    }

    /**
     * A rule and what it counts for.
     *
     * @param weight in [0, 1]: the risk of an account that shows the pattern fully, and nothing else
     */
    public record Weighted(RiskRule rule, double weight) {
        public Weighted {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException(
                        "the weight of the rule %s must be in [0, 1], not %s".formatted(rule.name(), weight));
            }
        }
    }
}
