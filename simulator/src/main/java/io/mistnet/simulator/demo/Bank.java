package io.mistnet.simulator.demo;

import java.net.URI;

/**
 * One bank of the demonstration, as somebody outside of its node sees it.
 *
 * @param id its id in the network file
 * @param bic its BIC
 * @param topicPrefix what its topics' names begin with
 * @param http where its node serves health and metrics
 */
record Bank(String id, String bic, String topicPrefix, URI http) {

    String transfers() {
        return topicPrefix + "mistnet.transfers";
    }

    String riskScores() {
        return topicPrefix + "mistnet.risk-scores";
    }

    String riskFlags() {
        return topicPrefix + "mistnet.risk-flags";
    }

    String alerts() {
        return topicPrefix + "mistnet.alerts";
    }

    String deadLetters() {
        return topicPrefix + "mistnet.dead-letters";
    }
}
