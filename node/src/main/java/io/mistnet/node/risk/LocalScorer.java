package io.mistnet.node.risk;

import io.mistnet.node.window.AccountActivity;

/**
 * The bank's own judgement of one of its accounts. It is the bank's secret, and enters the propagation as initial risk.
 *
 * <p>A scorer depends on its arguments only: the same window gives the same risks, also after a restart. Safe for any thread.
 */
@FunctionalInterface
public interface LocalScorer {

    /**
     * The risk of an account.
     *
     * @return in [0, 1]
     */
    double score(AccountActivity activity, ObservedTime observed);
}
