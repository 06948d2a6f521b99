package io.mistnet.node.watch;

/**
 * What is kept of one record.
 *
 * @param source hash of whose record it is, in which of its cases
 * @param content hash of all that it says
 */
record RecordHash(String source, String content) {}
