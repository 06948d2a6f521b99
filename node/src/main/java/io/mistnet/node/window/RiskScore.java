package io.mistnet.node.window;

import java.time.Instant;

/**
 * What the bank's own system says of one of its accounts.
 *
 * @param account the account's canonical number
 * @param risk in [0, 1]
 * @param validFrom of two scores of one account the later one holds; of two of the same time, the one that came last
 */
public record RiskScore(String account, double risk, Instant validFrom) {

    public RiskScore {
        if (!(risk >= 0 && risk <= 1)) {
            throw new IllegalArgumentException("a risk in [0, 1], not " + risk);
        }
    }
}
