package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.InMemoryChannel;

/** Links that hand blocks from thread to thread. Whoever waits on one is woken by interrupting its thread. */
public final class MemoryLinks implements Links {

    @Override
    public Link connect(String a, String b) {
        InMemoryChannel.Ends ends = InMemoryChannel.pair(a, b);
        return new Link(ends.first(), ends.second());
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
