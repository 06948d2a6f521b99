package io.mistnet.node.epoch;

import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.propagation.EpochId;

/** Channels for blocks of shares. One attempt's channels carry nothing of another's. Both ends ask for a channel; who of the two dials is the implementation's matter. */
@FunctionalInterface
public interface ShareChannels {

    /**
     * Opens the channel to a peer for an attempt. Blocks until it stands, for a time that the implementation bounds. Safe for any thread.
     *
     * @throws PeerLostException where the peer cannot be reached
     */
    ShareChannel open(Peer peer, EpochId id);

    /** A channel that can be ended from outside. */
    interface ShareChannel extends Channel, AutoCloseable {

        /** Ends the attempt on this channel at once: calls that wait on it, and later ones, end with {@link PeerLostException}. Safe for any thread. */
        void abort(String reason);

        /** Gives the channel up after an attempt that ended well. Does nothing after {@link #abort}. */
        @Override
        void close();
    }
}
