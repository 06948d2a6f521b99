package io.mistnet.simulator.cli;

import io.mistnet.simulator.network.Links;
import io.mistnet.simulator.network.MemoryLinks;

/** How the parties of a local network are joined. */
enum LinkKind {
    /** Blocks go from thread to thread. */
    MEMORY {
        @Override
        Links open() {
            return new MemoryLinks();
        }
    };

    abstract Links open();
}
