package io.mistnet.node.control;

import io.mistnet.node.peer.Refusal;
import java.util.Optional;

/**
 * How a session ended.
 *
 * @param reason for the log
 * @param refusal why this end turned the peer away; empty where it did not
 */
record Ending(String reason, Optional<Refusal> refusal) {}
