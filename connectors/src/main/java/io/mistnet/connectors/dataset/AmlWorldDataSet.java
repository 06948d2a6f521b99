package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * IBM's AMLworld, a file of transactions: {@code Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount
 * Paid,Payment Currency,Payment Format,Is Laundering}. The amount paid counts, in US cents.
 *
 * <p>The accounts are the parties of the transactions, in the order in which they come up, written {@code bank:account}, since a number is
 * unique at its bank only. The set labels transactions: an account is illicit if it is a party of one that is. It has no risks: who evaluates
 * makes a prior of the labels. It has thousands of banks: {@link DataSetOptions#bankFor} brings each whole bank to one of a few.
 */
final class AmlWorldDataSet implements DataSet {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private final List<AccountRow> accounts;
    private final Path transactions;

    /** @param accountsFrom the file of transactions whose parties are the network's accounts, as a rule the same file */
    AmlWorldDataSet(Path accountsFrom, Path transactions, DataSetOptions options) {
        this.transactions = transactions;
        Map<String, Label> labels = new LinkedHashMap<>();
        read(accountsFrom, transfer -> {
            labels.merge(transfer.debtor(), transfer.label(), AmlWorldDataSet::worse);
            labels.merge(transfer.creditor(), transfer.label(), AmlWorldDataSet::worse);
        });
        this.accounts = labels.entrySet().stream()
                .map(entry -> account(entry.getKey(), entry.getValue(), options))
                .toList();
    }

    private static AccountRow account(String account, Label label, DataSetOptions options) {
        String bank = options.bankFor(account.substring(0, account.indexOf(':')));
        return new AccountRow(account, bank, OptionalDouble.empty(), label);
    }

    @Override
    public List<AccountRow> accounts() {
        return accounts;
    }

    @Override
    public void forEachTransfer(Consumer<TransferRow> visitor) {
        read(transactions, visitor);
    }

    private static void read(Path transactions, Consumer<TransferRow> visitor) {
        try (Table table = Table.open(transactions)) {
            Column timestamp = table.column("Timestamp");
            Column fromBank = table.column("From Bank");
            Column from = table.column("Account");
            Column toBank = table.column("To Bank");
            Column to = table.column("Account", 2);
            Column paid = table.column("Amount Paid");
            Column currency = table.column("Payment Currency");
            Column laundering = table.column("Is Laundering");
            while (table.hasNext()) {
                Row row = table.next();
                visitor.accept(new TransferRow(
                        row.text(fromBank) + ":" + row.text(from),
                        row.text(toBank) + ":" + row.text(to),
                        row.minorUnits(paid, usCents(row, currency)),
                        Optional.of(time(row, timestamp)),
                        row.label(laundering)));
            }
        }
    }

    private static BigDecimal usCents(Row row, Column currency) {
        return AmlWorldRates.usCents(row.text(currency))
                .orElseThrow(() -> row.refused(currency, "a currency of AMLworld, such as US Dollar"));
    }

    private static Instant time(Row row, Column timestamp) {
        try {
            return LocalDateTime.parse(row.text(timestamp), TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw row.refused(timestamp, "a time as 2022/09/01 00:20");
        }
    }

    private static Label worse(Label one, Label other) {
        return one == Label.ILLICIT ? one : other;
    }
}
