package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Mistnet's own format. Accounts: {@code account,bank,initial_risk} and optionally {@code label}. Transfers: {@code debtor,creditor,amount} and
 * optionally {@code time} and {@code label}; amounts are whole numbers of minor units.
 */
final class MistnetDataSet implements DataSet {

    private final AccountList accounts;
    private final Path transfers;

    MistnetDataSet(Path accounts, Path transfers, DataSetOptions options) {
        this.accounts = new AccountList(options);
        this.transfers = transfers;
        try (Table table = Table.open(accounts)) {
            Column account = table.column("account");
            Column bank = table.column("bank");
            Column risk = table.column("initial_risk");
            Optional<Column> label = table.columnIfPresent("label");
            while (table.hasNext()) {
                Row row = table.next();
                this.accounts.add(
                        row,
                        account,
                        bank,
                        OptionalDouble.of(row.risk(risk)),
                        label.map(row::label).orElse(Label.UNKNOWN));
            }
        }
    }

    @Override
    public List<AccountRow> accounts() {
        return accounts.rows();
    }

    @Override
    public void forEachTransfer(Consumer<TransferRow> visitor) {
        try (Table table = Table.open(transfers)) {
            Column debtor = table.column("debtor");
            Column creditor = table.column("creditor");
            Column amount = table.column("amount");
            Optional<Column> time = table.columnIfPresent("time");
            Optional<Column> label = table.columnIfPresent("label");
            while (table.hasNext()) {
                Row row = table.next();
                visitor.accept(new TransferRow(
                        row.text(debtor),
                        row.text(creditor),
                        row.minorUnits(amount),
                        time.map(row::time),
                        label.map(row::label).orElse(Label.UNKNOWN)));
            }
        }
    }
}
