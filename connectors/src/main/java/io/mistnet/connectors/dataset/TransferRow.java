package io.mistnet.connectors.dataset;

import java.time.Instant;
import java.util.Optional;

/**
 * A transfer of a data set.
 *
 * @param debtor the sender's account; if the data set does not list it, it is outside the network
 * @param creditor the receiver's account, likewise
 * @param amount in minor units, from 1 to 2^53
 * @param time when it took place; data sets that count days begin with 1970-01-01
 * @param label whether it is illicit
 */
public record TransferRow(String debtor, String creditor, long amount, Optional<Instant> time, Label label) {}
