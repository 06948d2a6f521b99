package io.mistnet.connectors.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The formats in which data sets are read. Where a format has no initial risk, an evaluation must make one from the labels: for example 1 for a
 * random sample of the illicit accounts, as if a bank had found those, and 0 for all others.
 */
public enum DataSetFormat {
    /** Mistnet's own: accounts with bank and initial risk, transfers in whole minor units. */
    MISTNET("accounts.csv", "transfers.csv"),
    /** IBM's AMLSim: no banks, no initial risk, accounts with labels. */
    AMLSIM("nodes.csv", "transactions.csv"),
    /** AI Sweden's AMLGentex: banks, no initial risk, accounts and transfers with labels. */
    AMLGENTEX("accounts.csv", "transfers.csv"),
    /** IBM's AMLworld: one file of transactions, which is both the accounts' and the transfers' file; labels, no initial risk. */
    AMLWORLD("*_Trans.csv", "*_Trans.csv"),
    /** TNO's risk propagation: initial risk, no labels; a directory of files, or single ones. */
    TNO("", "");

    private final String accountsName;
    private final String transfersName;

    DataSetFormat(String accountsName, String transfersName) {
        this.accountsName = accountsName;
        this.transfersName = transfersName;
    }

    /**
     * Reads the accounts, and leaves the transfers to be visited.
     *
     * @param accounts the file of accounts; {@code .gz} at its end: gzip
     * @param transfers the file of transfers, likewise
     * @throws DataSetException if the accounts cannot be read or a row is not as the format demands
     */
    public DataSet open(Path accounts, Path transfers, DataSetOptions options) {
        return switch (this) {
            case MISTNET -> new MistnetDataSet(accounts, transfers, options);
            case AMLSIM -> new AmlSimDataSet(accounts, transfers, options);
            case AMLGENTEX -> new AmlGentexDataSet(accounts, transfers, options);
            case AMLWORLD -> new AmlWorldDataSet(accounts, transfers, options);
            case TNO -> new TnoDataSet(accounts, transfers, options);
        };
    }

    /**
     * Reads a data set whose files have the names that their authors gave them, with or without {@code .gz}.
     *
     * @throws DataSetException if a file is missing, or is there twice, or the accounts cannot be read
     */
    public DataSet open(Path directory, DataSetOptions options) {
        return open(only(directory, accountsName), only(directory, transfersName), options);
    }

    private static Path only(Path directory, String name) {
        if (name.isEmpty()) {
            return directory;
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "{%s,%s.gz}".formatted(name, name))) {
            paths.forEach(found::add);
        } catch (IOException e) {
            throw DataSetException.ofFile(directory, "a directory that can be read");
        }
        if (found.size() != 1) {
            throw DataSetException.ofFile(
                    directory, "one file %s or %s.gz, found %d".formatted(name, name, found.size()));
        }
        return found.get(0);
    }
}
