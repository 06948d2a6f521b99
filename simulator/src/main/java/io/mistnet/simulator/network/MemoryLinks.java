package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.InMemoryChannel;
import io.mistnet.protocols.sharing.Party;

/** Links that hand blocks from thread to thread. Whoever waits on one is woken by interrupting its thread. */
public final class MemoryLinks implements Links {

    @Override
    public Link dealing(int bank, Party party) {
        return connect("bank " + bank, party.name());
    }

    @Override
    public Link computing(Party one, Party other) {
        return connect(one.name(), other.name());
    }

    private static Link connect(String a, String b) {
        InMemoryChannel.Ends ends = InMemoryChannel.pair(a, b);
        return new Link(ends.first(), ends.second());
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
