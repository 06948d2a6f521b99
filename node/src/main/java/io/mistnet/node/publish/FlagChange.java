package io.mistnet.node.publish;

/**
 * An account whose published value an epoch changes.
 *
 * @param before the value last published; 0 where there was none
 * @param raised whether it calls for an alert
 */
record FlagChange(String account, double before, double after, boolean raised) {}
