package io.mistnet.connectors.dataset;

import java.util.OptionalDouble;

/**
 * An account of a data set.
 *
 * @param account its number, unique in the data set, as written there
 * @param bank the name of its bank
 * @param initialRisk in [0, 1]; empty where the data set has none
 * @param label whether it is illicit
 */
public record AccountRow(String account, String bank, OptionalDouble initialRisk, Label label) {}
