package io.mistnet.connectors.dataset;

import java.util.List;
import java.util.function.Consumer;

/** Accounts of several banks, and transfers between them. The accounts are held in memory, the transfers are not. */
public interface DataSet {

    /** All accounts of the network, in the order of the data set. */
    List<AccountRow> accounts();

    /**
     * Reads the transfers' file from its beginning, one row at a time, in its order.
     *
     * @param visitor sees every transfer; what it throws ends the reading and reaches the caller
     * @throws DataSetException if the file cannot be read or a row is not as its format demands
     */
    void forEachTransfer(Consumer<TransferRow> visitor);
}
