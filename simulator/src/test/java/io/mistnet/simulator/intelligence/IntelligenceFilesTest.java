package io.mistnet.simulator.intelligence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.http.Categories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntelligenceFilesTest {

    private static final List<SyntheticRecord> RECORDS = new SyntheticIntelligence(new IntelligenceParameters(
                    7, 2_000, List.of("bank-1", "bank-2"), List.of("police"), List.of(), LocalDate.of(2026, 1, 1)))
            .records();

    @TempDir
    private Path folder;

    @Test
    void eachContributorsRecordsStandInItsOwnFileAsTheImportReadsThem() throws Exception {
        IntelligenceFiles.write(RECORDS, folder);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("bank-1.csv", "bank-2.csv", "police.csv");
        for (String contributor : List.of("bank-1", "bank-2", "police")) {
            List<SyntheticRecord> own = RECORDS.stream()
                    .filter(record -> record.contributor().equals(contributor))
                    .toList();
            assertThat(read(contributor)).isEqualTo(own);
        }
    }

    @Test
    void equalRecordsGiveEqualBytes() throws Exception {
        IntelligenceFiles.write(RECORDS, folder.resolve("one"));
        IntelligenceFiles.write(RECORDS, folder.resolve("two"));

        assertThat(folder.resolve("one/bank-1.csv")).hasSameBinaryContentAs(folder.resolve("two/bank-1.csv"));
    }

    private List<SyntheticRecord> read(String contributor) throws Exception {
        List<CSVRecord> rows = CSVFormat.RFC4180
                .parse(Files.newBufferedReader(folder.resolve(contributor + ".csv")))
                .getRecords();
        assertThat(rows.get(0).toList())
                .containsExactly("type", "selector", "category", "date", "case_reference", "contact");
        return rows.stream()
                .skip(1)
                .map(row -> new SyntheticRecord(
                        contributor,
                        SelectorType.of(row.get(0)).orElseThrow(),
                        row.get(1),
                        Categories.parse(row.get(2)),
                        LocalDate.parse(row.get(3)),
                        row.get(4),
                        row.get(5)))
                .toList();
    }
}
