package io.mistnet.node.alert;

import java.time.Instant;

/**
 * One of the times that an alert was raised.
 *
 * @param epoch the epoch's number
 * @param rule the network's rule
 * @param measure in which terms
 * @param risk the value in these terms
 * @param cutOff up to when transfers counted
 * @param raisedAt when the node raised it
 */
public record Occurrence(long epoch, String rule, Measure measure, double risk, Instant cutOff, Instant raisedAt) {}
