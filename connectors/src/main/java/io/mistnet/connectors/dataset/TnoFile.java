package io.mistnet.connectors.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of TNO's set, whose name tells whose it is: {@code nodes_BANK.csv}, {@code transactions_BANK_period0.csv}; {@code all} in the
 * place of the bank stands for every bank.
 */
record TnoFile(Path path, Optional<String> bank) {

    private static final Pattern NAME = Pattern.compile("(?:nodes|transactions)_(.+?)(?:_period\\d+)?\\.csv(?:\\.gz)?");

    /**
     * The file itself, or the files of that kind in a directory: those of single banks if there are any, otherwise those of all.
     *
     * @param kind {@code nodes} or {@code transactions}
     */
    static List<TnoFile> at(Path path, String kind) {
        if (!Files.isDirectory(path)) {
            return List.of(of(path));
        }
        List<TnoFile> files = list(path, kind + "_*.{csv,csv.gz}");
        if (files.isEmpty()) {
            throw DataSetException.ofFile(path, "files named %s_BANK...csv".formatted(kind));
        }
        List<TnoFile> ofBanks =
                files.stream().filter(file -> file.bank().isPresent()).toList();
        return ofBanks.isEmpty() ? files : ofBanks;
    }

    private static List<TnoFile> list(Path directory, String glob) {
        List<TnoFile> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, glob)) {
            paths.forEach(path -> files.add(of(path)));
        } catch (IOException e) {
            throw CsvFile.unreadable(directory, 1, e);
        }
        files.sort((a, b) -> a.path().compareTo(b.path()));
        return files;
    }

    private static TnoFile of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return new TnoFile(
                path, name.matches() ? Optional.of(name.group(1)).filter(b -> !b.equals("all")) : Optional.empty());
    }
}
