package io.mistnet.node.alert;

import java.time.Instant;

/**
 * What became of one occurrence of a closed alert, to measure the network's rules by.
 *
 * @param account the account's number
 * @param epoch the epoch that raised it
 * @param rule the rule that raised it
 * @param disposition with what the alert was closed
 * @param closedAt when
 */
public record FeedbackRow(String account, long epoch, String rule, Disposition disposition, Instant closedAt) {}
