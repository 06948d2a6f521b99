package io.mistnet.simulator.network;

import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Policy;
import java.util.List;
import java.util.function.Supplier;

/**
 * A network in one process: one data party a bank and three compute parties, the same classes that a node runs, joined by links in memory or by TLS.
 *
 * <p>Every epoch has fresh keys, links and threads.
 */
public final class LocalNetwork {

    private final Supplier<Links> links;
    private long epoch;

    /** @param links makes the links of one epoch */
    public LocalNetwork(Supplier<Links> links) {
        this.links = links;
    }

    /**
     * Runs a whole epoch: dealing, set-up, iterations, opening.
     *
     * @param ledgers of all banks, by their index
     * @throws io.mistnet.protocols.channel.ProtocolAbortException where a party fails
     */
    public EpochRun run(List<Ledger> ledgers, Policy policy) {
        try (Links opened = links.get();
                Tasks tasks = new Tasks(opened)) {
            return new LocalEpoch(ledgers, policy, new EpochId(epoch++, 0), opened, tasks).run();
        }
    }
}
