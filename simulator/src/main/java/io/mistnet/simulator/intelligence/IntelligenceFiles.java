package io.mistnet.simulator.intelligence;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes each contributor's records as a CSV file that {@code mistnet intel import} reads. No field of it needs quoting. */
public final class IntelligenceFiles {

    private static final String HEADER = "type,selector,category,date,case_reference,contact\n";

    private IntelligenceFiles() {}

    /**
     * Writes {@code <contributor>.csv} for every contributor into a directory, which is made where it is absent; files there are overwritten.
     *
     * @throws IOException where they cannot be written
     */
    public static void write(List<SyntheticRecord> records, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String contributor :
                records.stream().map(SyntheticRecord::contributor).distinct().toList()) {
            Path file = directory.resolve(contributor + ".csv");
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                out.write(HEADER);
                for (SyntheticRecord record : records) {
                    if (record.contributor().equals(contributor)) {
                        out.write(row(record));
                    }
                }
            }
        }
    }

    private static String row(SyntheticRecord record) {
        return String.join(
                        ",",
                        record.type().id(),
                        record.selector(),
                        record.categoryName(),
                        record.date().toString(),
                        record.caseReference(),
                        record.contact())
                + "\n";
    }
}
