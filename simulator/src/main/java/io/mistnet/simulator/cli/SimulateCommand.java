package io.mistnet.simulator.cli;

import io.mistnet.simulator.economy.Economy;
import io.mistnet.simulator.economy.EconomyFiles;
import io.mistnet.simulator.economy.EconomyParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet simulate}: writes a synthetic multi-bank data set. */
@Command(
        name = "simulate",
        description = {
            "Writes a synthetic multi-bank data set: accounts.csv and transfers.csv, with labels.",
            "The same parameters give the same bytes."
        })
final class SimulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out;

    @Option(names = "--seed", defaultValue = "1", description = "Where all chance comes from.")
    private long seed;

    @Option(names = "--banks", defaultValue = "5", description = "Number of banks, 2 to 50.")
    private int banks;

    @Option(names = "--accounts", defaultValue = "10000", description = "Number of accounts, from 200 on.")
    private int accounts;

    @Option(names = "--days", defaultValue = "30", description = "Number of days, 1 to 366.")
    private int days;

    @Option(names = "--transfers", defaultValue = "100000", description = "Number of transfers.")
    private long transfers;

    @Option(
            names = "--illicit",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Share of accounts that are mules', 0 to 0.2.")
    private double illicit;

    @Option(names = "--start", defaultValue = "2026-01-01T00:00:00Z", description = "When the first day begins.")
    private Instant start;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Economy economy = economy();
        long written = new EconomyFiles(economy).write(out);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accounts_file", out.resolve(EconomyFiles.ACCOUNTS).toString());
        figures.put("transfers_file", out.resolve(EconomyFiles.TRANSFERS).toString());
        figures.put("banks", banks);
        figures.put("accounts", accounts);
        figures.put("transfers", written);
        figures.put("schemes", economy.schemes().size());
        figures.put(
                "illicit_accounts",
                economy.schemes().stream().mapToInt(s -> s.mules().size()).sum());
        Figures.print(figures, json, spec.commandLine().getOut());
        return 0;
    }

    private Economy economy() {
        try {
            return new Economy(new EconomyParameters(seed, banks, accounts, days, transfers, illicit, start));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
