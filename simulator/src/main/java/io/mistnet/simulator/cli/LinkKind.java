package io.mistnet.simulator.cli;

import io.mistnet.simulator.network.LocalNetwork;
import io.mistnet.simulator.network.TlsOpener;
import java.time.Clock;

/** How the parties of a local network are joined. */
enum LinkKind {
    /** Blocks go from thread to thread. */
    MEMORY,
    /** A node's TLS links, over loopback. */
    TLS;

    LocalNetwork network(int banks) {
        return this == MEMORY ? LocalNetwork.inMemory() : new LocalNetwork(new TlsOpener(banks, Clock.systemUTC()));
    }
}
