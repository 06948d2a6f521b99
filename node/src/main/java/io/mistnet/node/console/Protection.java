package io.mistnet.node.console;

import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.Gate;
import io.mistnet.node.access.RateLimit;

/**
 * What stands before the sections.
 *
 * @param gate who may enter
 * @param log where accesses are written before they are answered
 * @param limit how often each session may ask
 * @param overTls whether the console is reached over TLS alone
 */
public record Protection(Gate gate, AccessLog log, RateLimit<String> limit, boolean overTls) {}
