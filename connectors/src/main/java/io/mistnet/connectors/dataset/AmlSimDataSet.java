package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * IBM's AMLSim. Nodes: {@code nodeid,isFraud} and more. Transactions: {@code sourceNodeId,targetNodeId,value,time}, the value in units of a
 * hundred minor ones, the time in days.
 *
 * <p>It has neither banks nor risks: {@link DataSetOptions#bankFor} assigns the banks, and who evaluates makes a prior of the labels.
 */
final class AmlSimDataSet implements DataSet {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final AccountList accounts;
    private final Path transactions;

    AmlSimDataSet(Path nodes, Path transactions, DataSetOptions options) {
        this.accounts = new AccountList(options);
        this.transactions = transactions;
        try (Table table = Table.open(nodes)) {
            Column node = table.column("nodeid");
            Column fraud = table.column("isFraud");
            while (table.hasNext()) {
                Row row = table.next();
                accounts.add(row, node, options.bankFor(row.text(node)), OptionalDouble.empty(), row.label(fraud));
            }
        }
    }

    @Override
    public List<AccountRow> accounts() {
        return accounts.rows();
    }

    @Override
    public void forEachTransfer(Consumer<TransferRow> visitor) {
        try (Table table = Table.open(transactions)) {
            Column source = table.column("sourceNodeId");
            Column target = table.column("targetNodeId");
            Column value = table.column("value");
            Column time = table.column("time");
            while (table.hasNext()) {
                Row row = table.next();
                visitor.accept(new TransferRow(
                        row.text(source),
                        row.text(target),
                        row.minorUnits(value, HUNDRED),
                        Optional.of(row.day(time)),
                        Label.UNKNOWN));
            }
        }
    }
}
