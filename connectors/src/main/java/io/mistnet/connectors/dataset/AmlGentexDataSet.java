package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * AI Sweden's AMLGentex. Accounts: {@code ACCOUNT_ID,IS_SAR,BANK_ID} and more. Transfers:
 * {@code step,amount,nameOrig,nameDest,bankOrig,bankDest,isSAR} and more, the amount in units of a hundred minor ones with many fraction
 * digits, the step in days.
 *
 * <p>It has no risks: who evaluates makes a prior of the labels.
 */
final class AmlGentexDataSet implements DataSet {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final AccountList accounts;
    private final Path transfers;

    AmlGentexDataSet(Path accounts, Path transfers, DataSetOptions options) {
        this.accounts = new AccountList(options);
        this.transfers = transfers;
        try (Table table = Table.open(accounts)) {
            Column account = table.column("ACCOUNT_ID");
            Column bank = table.column("BANK_ID");
            Column suspicious = table.column("IS_SAR");
            while (table.hasNext()) {
                Row row = table.next();
                this.accounts.add(row, account, bank, OptionalDouble.empty(), row.label(suspicious));
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
            Column step = table.column("step");
            Column amount = table.column("amount");
            Column debtor = table.column("nameOrig");
            Column creditor = table.column("nameDest");
            Column debtorBank = table.column("bankOrig");
            Column creditorBank = table.column("bankDest");
            Column suspicious = table.column("isSAR");
            while (table.hasNext()) {
                Row row = table.next();
                accounts.requireBank(row, debtor, debtorBank);
                accounts.requireBank(row, creditor, creditorBank);
                visitor.accept(new TransferRow(
                        row.text(debtor),
                        row.text(creditor),
                        row.minorUnits(amount, HUNDRED),
                        Optional.of(row.day(step)),
                        row.label(suspicious)));
            }
        }
    }
}
