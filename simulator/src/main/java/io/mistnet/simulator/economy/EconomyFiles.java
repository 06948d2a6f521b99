package io.mistnet.simulator.economy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Writes an economy as {@value #ACCOUNTS} and {@value #TRANSFERS} in Mistnet's own format. No field of it needs quoting. */
public final class EconomyFiles {

    public static final String ACCOUNTS = "accounts.csv";
    public static final String TRANSFERS = "transfers.csv";

    private static final String ACCOUNT_ROW = "%s,%s,%.4f,%d\n";

    private final Economy economy;

    public EconomyFiles(Economy economy) {
        this.economy = economy;
    }

    /**
     * Writes both files into a directory, which is made where it is absent; files there are overwritten.
     *
     * @return how many transfers were written
     * @throws IOException where they cannot be written
     */
    public long write(Path directory) throws IOException {
        Files.createDirectories(directory);
        OwnView view = economy.ownView();
        long count = writeTransfers(directory.resolve(TRANSFERS), view);
        writeAccounts(directory.resolve(ACCOUNTS), view);
        return count;
    }

    private long writeTransfers(Path file, OwnView view) throws IOException {
        long[] count = new long[1];
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("debtor,creditor,amount,time,label\n");
            economy.transfers(transfer -> {
                view.accept(transfer);
                count[0]++;
                writeRow(out, transfer);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count[0];
    }

    private void writeRow(Writer out, EconomyTransfer transfer) {
        Instant time = economy.parameters().start().plusSeconds(transfer.second());
        try {
            out.write(economy.iban(transfer.debtor()));
            out.write(',');
            out.write(economy.iban(transfer.creditor()));
            out.write(',');
            out.write(Long.toString(transfer.amount()));
            out.write(',');
            out.write(time.toString());
            out.write(transfer.illicit() ? ",1\n" : ",0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAccounts(Path file, OwnView view) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("account,bank,initial_risk,label\n");
            for (int i = 0; i < economy.accounts(); i++) {
                out.write(String.format(
                        Locale.ROOT,
                        ACCOUNT_ROW,
                        economy.iban(i),
                        economy.bic(economy.bank(i)),
                        view.initialRisk(i),
                        economy.illicit(i) ? 1 : 0));
            }
        }
    }
}
