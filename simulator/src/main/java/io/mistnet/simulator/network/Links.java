package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;

/** Makes the links of one epoch between parties in this process. Closing it closes every link. */
public interface Links extends AutoCloseable {

    /** A link between a bank and a compute party. */
    Link dealing(int bank, Party party);

    /** A link between two compute parties. */
    Link computing(Party one, Party other);

    @Override
    void close();

    /**
     * The two ends of a link.
     *
     * @param first held by the party named first
     * @param second held by the party named second
     */
    record Link(Channel first, Channel second) {}

    /** Opens the links of one epoch after the other. */
    @FunctionalInterface
    interface Opener {
        Links open(EpochId id);
    }
}
