package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The format of TNO's published risk propagation, named by {@link TnoFile}. Nodes: {@code id,risk_score}. Transactions: {@code
 * id_source,id_destination,amount}, and in a bank's own files {@code bank_source,bank_destination}; amounts are whole minor units. It has no
 * labels and no times.
 *
 * <p>A transfer between two banks stands in the files of both: it is read from its sender's. Where nodes are not told apart by bank, {@link
 * DataSetOptions#bankFor} assigns the banks.
 */
final class TnoDataSet implements DataSet {

    private final AccountList accounts;
    private final List<TnoFile> transactions;
    private final boolean banksAreNamed;

    /** Each path is one file, or a directory in which the files are found by their names. */
    TnoDataSet(Path nodes, Path transactions, DataSetOptions options) {
        this.accounts = new AccountList(options);
        this.transactions = TnoFile.at(transactions, "transactions");
        List<TnoFile> nodeFiles = TnoFile.at(nodes, "nodes");
        this.banksAreNamed = nodeFiles.stream().allMatch(file -> file.bank().isPresent());
        nodeFiles.forEach(file -> readNodes(file, options));
    }

    private void readNodes(TnoFile file, DataSetOptions options) {
        if (file.bank().isPresent()
                && !options.knownBanks().isEmpty()
                && !options.knownBanks().contains(file.bank().get())) {
            throw DataSetException.ofFile(file.path(), "a file of a known bank");
        }
        try (Table table = Table.open(file.path())) {
            Column id = table.column("id");
            Column risk = table.column("risk_score");
            while (table.hasNext()) {
                Row row = table.next();
                String bank = file.bank().orElseGet(() -> options.bankFor(row.text(id)));
                accounts.add(row, id, bank, OptionalDouble.of(row.risk(risk)), Label.UNKNOWN);
            }
        }
    }

    @Override
    public List<AccountRow> accounts() {
        return accounts.rows();
    }

    @Override
    public void forEachTransfer(Consumer<TransferRow> visitor) {
        Set<String> banks =
                transactions.stream().flatMap(file -> file.bank().stream()).collect(Collectors.toSet());
        for (TnoFile file : transactions) {
            readTransactions(file, banks, visitor);
        }
    }

    private void readTransactions(TnoFile file, Set<String> banks, Consumer<TransferRow> visitor) {
        try (Table table = Table.open(file.path())) {
            Column source = table.column("id_source");
            Column destination = table.column("id_destination");
            Column amount = table.column("amount");
            Optional<Column> sourceBank = file.bank().map(bank -> table.column("bank_source"));
            Optional<Column> destinationBank = file.bank().map(bank -> table.column("bank_destination"));
            while (table.hasNext()) {
                Row row = table.next();
                if (banksAreNamed) {
                    sourceBank.ifPresent(bank -> accounts.requireBank(row, source, bank));
                    destinationBank.ifPresent(bank -> accounts.requireBank(row, destination, bank));
                }
                Optional<String> sender = sourceBank.map(row::text);
                boolean inSendersFile =
                        sender.isPresent() && !sender.equals(file.bank()) && banks.contains(sender.get());
                if (!inSendersFile) {
                    visitor.accept(new TransferRow(
                            row.text(source),
                            row.text(destination),
                            row.minorUnits(amount),
                            Optional.empty(),
                            Label.UNKNOWN));
                }
            }
        }
    }
}
