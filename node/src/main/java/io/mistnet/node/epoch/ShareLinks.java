package io.mistnet.node.epoch;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.propagation.EpochId;

/**
 * Links for share blocks. One attempt's links carry nothing of another's. Both ends ask for the link; who of the two dials is the implementation's matter. The calls
 * block until the link stands, for a time that the implementation bounds, and are safe for any thread. One institution may be both ends.
 */
public interface ShareLinks {

    /**
     * This node as a bank, to a compute party.
     *
     * @throws PeerLostException where the peer cannot be reached
     */
    Link asBank(String computeInstitution, EpochId id);

    /**
     * This node as a compute party, to a bank.
     *
     * @throws PeerLostException where the peer cannot be reached
     */
    Link toBank(String bank, EpochId id);

    /**
     * Between two compute parties.
     *
     * @throws PeerLostException where the peer cannot be reached
     */
    Link toComputeParty(String institution, EpochId id);

    /** One link of one attempt. */
    interface Link extends AutoCloseable {

        Channel channel();

        /** Ends the attempt on this link at once: calls that wait on its channel, and later ones, end with {@link PeerLostException}. Safe for any thread. */
        void abort(String reason);

        /** Gives the link back after an attempt that ended well. Does nothing after {@link #abort}. */
        @Override
        void close();
    }
}
