package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.Channel;

/** Makes links between parties in this process. Closing it closes every link, and ends every call that waits on one. */
public interface Links extends AutoCloseable {

    /** A new link between two parties. */
    Link connect(String a, String b);

    @Override
    void close();

    /**
     * The two ends of a link.
     *
     * @param first held by the first party
     * @param second held by the second
     */
    record Link(Channel first, Channel second) {}
}
