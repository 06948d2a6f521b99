package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;

/** One pattern that money laundering leaves in an account. */
public interface RiskRule {

    /** What the pattern is called. */
    String name();

    /**
     * How clearly the account shows the pattern.
     *
     * @return in [0, 1]
     */
    double score(AccountActivity activity, ObservedTime observed);
}
