package io.mistnet.node.control;

import io.mistnet.node.peer.Peer;

/** What happens on the control links of a node. For one peer the order is: up, any number of messages, down. */
public sealed interface ControlEvent {

    /** Messages can be sent to {@code peer} now. */
    record Up(Peer peer) implements ControlEvent {}

    /**
     * A message came.
     *
     * @param peer from whom
     * @param message its bytes, at most {@link ControlFrames#MOST_BYTES}; not checked beyond that. The array is the receiver's
     */
    record Received(Peer peer, byte[] message) implements ControlEvent {}

    /**
     * The link is gone; it comes up again by itself when the peer is back.
     *
     * @param reason why, for people
     */
    record Down(Peer peer, String reason) implements ControlEvent {}
}
