package io.mistnet.node.window;

/**
 * An account as transfers name it.
 *
 * @param number its canonical number: an IBAN in upper case without spaces, or another identification
 * @param agent the BIC of the bank that holds it
 */
public record AccountName(String number, String agent) {}
