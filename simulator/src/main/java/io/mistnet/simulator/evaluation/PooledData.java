package io.mistnet.simulator.evaluation;

import io.mistnet.connectors.dataset.DataSet;
import io.mistnet.simulator.graph.TransferGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the banks of a data set know, in one place, as an evaluation needs it and no network ever has it.
 *
 * @param banks the banks' names
 * @param accounts the accounts' numbers, in the order in which they were read
 * @param initialRisk for every account, or nothing where the set has no initial risks
 * @param illicit the label of every account, or nothing where the set has no labels
 * @param graph the pairs between the accounts
 * @param transfers how many transfers were read
 */
public record PooledData(
        List<String> banks,
        List<String> accounts,
        double @Nullable [] initialRisk,
        boolean @Nullable [] illicit,
        TransferGraph graph,
        long transfers) {

    /** Reads a data set to its end. */
    public static PooledData of(DataSet set) {
        PooledDataBuilder builder = new PooledDataBuilder();
        set.accounts().forEach(builder::account);
        set.forEachTransfer(transfer -> builder.transfer(transfer.debtor(), transfer.creditor(), transfer.amount()));
        return builder.build();
    }
}
