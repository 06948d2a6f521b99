package io.mistnet.node.alert.export;

import java.util.Currency;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The bank that reports.
 *
 * @param number the number that the financial intelligence unit gave it; empty where node.conf has none
 * @param name the bank's name
 * @param currency the currency in which its node has all amounts
 * @param ownAgent tells the bank's own BICs
 */
public record ReportingEntity(OptionalInt number, String name, Currency currency, Predicate<String> ownAgent) {}
