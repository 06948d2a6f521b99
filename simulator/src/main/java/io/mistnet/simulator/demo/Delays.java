package io.mistnet.simulator.demo;

import java.util.Arrays;
import java.util.Map;

/**
 * The time from the transfer that made an account suspicious, in Kafka, to its flag in Kafka.
 *
 * <p>Only flags that the account's bank could not have raised alone count. Which transfer that was follows from the pooled data: the first after which pooling flags the
 * account. It is looked for in steps of a few transfers, and the first of a step is taken; so a delay may be stated too long by the length of a step, and never too short.
 *
 * @param sorted in seconds, rising
 */
public record Delays(double[] sorted) {

    private static final int STEPS = 150;

    static Delays of(Scenario scenario, Comparison comparison, Replay replay, Map<String, Long> firstRaisedAt) {
        int transfers = replay.sent();
        int step = Math.max(1, transfers / STEPS);
        boolean[] known = new boolean[scenario.accounts().size()];
        double[] delays = new double[known.length];
        int count = 0;
        for (int to = 0; to < transfers; to = Math.min(transfers, to + step)) {
            int next = Math.min(transfers, to + step);
            boolean[] flagged = comparison.pooled(next);
            boolean[] ownKnowledge = comparison.alone(next);
            for (int account = 0; account < known.length; account++) {
                Long raised = firstRaisedAt.get(scenario.accounts().get(account).number());
                if (flagged[account] && !known[account] && !ownKnowledge[account] && raised != null) {
                    double delay = (raised - replay.sentAt(to)) / 1e9;
                    if (delay >= 0) {
                        delays[count++] = delay;
                    }
                }
                known[account] |= flagged[account];
            }
        }
        double[] sorted = Arrays.copyOf(delays, count);
        Arrays.sort(sorted);
        return new Delays(sorted);
    }

    /** The delay that this share of flags does not pass; 0 where there are no flags. */
    double quantile(double share) {
        return sorted.length == 0
                ? 0
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - (share > 0 ? 1 : 0))];
    }
}
