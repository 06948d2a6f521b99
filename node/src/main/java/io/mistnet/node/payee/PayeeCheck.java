package io.mistnet.node.payee;

import io.mistnet.connectors.selector.Selector;

/**
 * A payee to look up.
 *
 * @param id by which whoever asked knows the answer
 * @param selector the payee
 */
record PayeeCheck(String id, Selector selector) {}
