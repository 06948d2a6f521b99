package io.mistnet.node.alert;

/**
 * An account that an alert was ever raised for.
 *
 * @param id stands for it in addresses
 * @param number its number
 */
public record AlertAccount(long id, String number) {}
