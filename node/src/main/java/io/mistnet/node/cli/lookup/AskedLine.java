package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.Selector;

/**
 * A selector of a file.
 *
 * @param line where it stands, counted from 1
 */
record AskedLine(long line, Selector selector) {}
