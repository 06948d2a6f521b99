package io.mistnet.simulator.network;

import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Policy;
import java.util.List;

/**
 * A network in one process: one data party a bank and three compute parties, the same classes that a node runs, joined by links in memory or by TLS.
 *
 * <p>Every epoch has fresh keys, links and threads. Not for several threads at once.
 */
public final class LocalNetwork {

    private final Links.Opener opener;
    private long epoch;

    /** @param opener opens the links of every epoch */
    public LocalNetwork(Links.Opener opener) {
        this.opener = opener;
    }

    /** A network whose links are in memory. */
    public static LocalNetwork inMemory() {
        return new LocalNetwork(id -> new MemoryLinks());
    }

    /**
     * Runs a whole epoch: dealing, set-up, iterations, opening.
     *
     * @param ledgers of all banks, by their index
     * @throws io.mistnet.protocols.channel.ProtocolAbortException where a party fails
     */
    public EpochRun run(List<Ledger> ledgers, Policy policy) {
        EpochId id = new EpochId(epoch++, 0);
        try (Links links = opener.open(id);
                Tasks tasks = new Tasks(links)) {
            return new LocalEpoch(ledgers, policy, id, links, tasks).run();
        }
    }
}
