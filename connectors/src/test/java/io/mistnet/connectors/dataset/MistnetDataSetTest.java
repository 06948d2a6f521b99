package io.mistnet.connectors.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistnetDataSetTest {

    @TempDir
    Path temporary;

    private DataSetDirectory directory;

    @BeforeEach
    void writeValidFiles() {
        directory = new DataSetDirectory(temporary)
                .with("accounts.csv", "account,bank,initial_risk", "A1,north,0.25", "B1,south,1")
                .with("transfers.csv", "debtor,creditor,amount", "A1,B1,1250", "B1,X9,9007199254740992");
    }

    @Test
    void accountsAndTransfersAreReadInTheirOrder() {
        assertThat(open().accounts())
                .containsExactly(
                        new AccountRow("A1", "north", OptionalDouble.of(0.25), Label.UNKNOWN),
                        new AccountRow("B1", "south", OptionalDouble.of(1), Label.UNKNOWN));
        assertThat(DataSetDirectory.transfers(open()))
                .containsExactly(
                        new TransferRow("A1", "B1", 1250, Optional.empty(), Label.UNKNOWN),
                        new TransferRow("B1", "X9", 1L << 53, Optional.empty(), Label.UNKNOWN));
    }

    @Test
    void columnsMayStandInAnyOrderBesideOthersWithTimesAndLabels() {
        directory
                .with("accounts.csv", "label,initial_risk,note,bank,account", "1,0,\"a, b\",north,A1", "0,1,,south,B1")
                .with(
                        "transfers.csv",
                        "label,amount,creditor,debtor,time",
                        "1,5,B1,A1,1700000000",
                        "0,6,A1,B1,2026-03-01T10:00:00Z");

        assertThat(open().accounts()).extracting(AccountRow::label).containsExactly(Label.ILLICIT, Label.LICIT);
        assertThat(DataSetDirectory.transfers(open()))
                .containsExactly(
                        new TransferRow(
                                "A1", "B1", 5, Optional.of(Instant.ofEpochSecond(1_700_000_000)), Label.ILLICIT),
                        new TransferRow(
                                "B1", "A1", 6, Optional.of(Instant.parse("2026-03-01T10:00:00Z")), Label.LICIT));
    }

    @Test
    void transfersMayBeVisitedAgain() {
        DataSet data = open();

        assertThat(DataSetDirectory.transfers(data))
                .isEqualTo(DataSetDirectory.transfers(data))
                .hasSize(2);
    }

    @Test
    void aByteOrderMarkCarriageReturnsAndEmptyLinesMakeNoDifference() {
        directory.withBytes(
                "accounts.csv",
                "\uFEFFaccount,bank,initial_risk\r\nA1,north,0.25\r\nB1,south,1\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(open().accounts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'account,initial_risk', 'A1,0.5', 1, bank",
        "'bank,initial_risk', 'north,0.5', 1, account",
        "'account,bank', 'A1,north', 1, initial_risk",
        "'account,bank,initial_risk', 'A1,north,1.5', 2, initial_risk",
        "'account,bank,initial_risk', 'A1,north,-0.1', 2, initial_risk",
        "'account,bank,initial_risk', 'A1,north,NaN', 2, initial_risk",
        "'account,bank,initial_risk', 'A1,north,high', 2, initial_risk",
        "'account,bank,initial_risk', 'A1,north,', 2, initial_risk",
        "'account,bank,initial_risk', 'A1,,0.5', 2, bank",
        "'account,bank,initial_risk', 'A1,east,0.5', 2, bank",
        "'account,bank,initial_risk', ',north,0.5', 2, account",
        "'account,bank,initial_risk,label', 'A1,north,0.5,yes', 2, label",
    })
    void anAccountThatIsNotAsTheFormatDemandsIsRefusedWithItsPlace(String header, String line, long at, String column) {
        directory.with("accounts.csv", header, line);

        assertThatThrownBy(this::open).isInstanceOfSatisfying(DataSetException.class, refusal -> {
            assertThat(refusal.file()).isEqualTo(directory.file("accounts.csv"));
            assertThat(refusal.line()).hasValue(at);
            assertThat(refusal.column()).hasValue(column);
            assertThat(refusal)
                    .hasMessageContaining("accounts.csv, line %d, column %s: expected ".formatted(at, column));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'debtor,creditor', 'A1,B1', 1, amount",
        "'debtor,amount', 'A1,5', 1, creditor",
        "'debtor,creditor,amount', 'A1,B1,-5', 2, amount",
        "'debtor,creditor,amount', 'A1,B1,0', 2, amount",
        "'debtor,creditor,amount', 'A1,B1,12.50', 2, amount",
        "'debtor,creditor,amount', 'A1,B1,1e3', 2, amount",
        "'debtor,creditor,amount', 'A1,B1,9007199254740993', 2, amount",
        "'debtor,creditor,amount', 'A1,B1,99999999999999999999', 2, amount",
        "'debtor,creditor,amount', 'A1,,5', 2, creditor",
        "'debtor,creditor,amount,time', 'A1,B1,5,yesterday', 2, time",
        "'debtor,creditor,amount,label', 'A1,B1,5,2', 2, label",
    })
    void aTransferThatIsNotAsTheFormatDemandsIsRefusedWithItsPlace(String header, String line, long at, String column) {
        directory.with("transfers.csv", header, line);
        DataSet data = open();

        assertThatThrownBy(() -> DataSetDirectory.transfers(data))
                .isInstanceOfSatisfying(DataSetException.class, refusal -> {
                    assertThat(refusal.file()).isEqualTo(directory.file("transfers.csv"));
                    assertThat(refusal.line()).hasValue(at);
                    assertThat(refusal.column()).hasValue(column);
                });
    }

    @Test
    void theLineIsRightInALastLineWithoutAnEndToo() {
        directory.withBytes(
                "accounts.csv", "account,bank,initial_risk\nA1,north,0\nB1,south,2".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(this::open).hasMessageContaining("line 3, column initial_risk");
    }

    @Test
    void anAccountThatStandsTwiceIsRefusedAtItsSecondLineAndNotQuoted() {
        directory.with("accounts.csv", "account,bank,initial_risk", "A1,north,0", "B1,north,0", "A1,south,0");

        assertThatThrownBy(this::open)
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("line 4, column account")
                .hasMessageNotContaining("A1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1,B1", "A1,B1,5,6"})
    void aLineOfAnotherLengthThanTheHeaderIsRefused(String line) {
        directory.with("transfers.csv", "debtor,creditor,amount", "A1,B1,5", line);

        assertThatThrownBy(() -> DataSetDirectory.transfers(open()))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("line 3: expected 3 columns");
    }

    @Test
    void filesThatAreEmptyMissingOrNotUtf8AreRefused() {
        directory.withBytes("transfers.csv", new byte[0]);
        assertThatThrownBy(() -> DataSetDirectory.transfers(open())).hasMessageContaining("line 1, column debtor");

        directory.withBytes(
                "accounts.csv", "account,bank,initial_risk\nA\u00e9,n,0\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::open).isInstanceOf(DataSetException.class).hasMessageContaining("UTF-8");

        directory.with("accounts.csv", "account,bank,initial_risk", "\"A1,north,0");
        assertThatThrownBy(this::open).isInstanceOf(DataSetException.class).hasMessageContaining("RFC 4180");

        Path none = directory.file("none.csv");
        assertThatThrownBy(() -> DataSetFormat.MISTNET.open(none, none, DataSetOptions.defaults()))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("none.csv: expected a file of this name");
    }

    @Test
    void gzipIsToldByTheFilesName() {
        directory.with("zipped.csv.gz", "debtor,creditor,amount", "A1,B1,5");

        DataSet data = DataSetFormat.MISTNET.open(
                directory.file("accounts.csv"), directory.file("zipped.csv.gz"), DataSetOptions.defaults());

        assertThat(DataSetDirectory.transfers(data)).hasSize(1);
    }

    @Test
    void aTruncatedGzipIsRefusedWithTheLineThatItReaches() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>(List.of("debtor,creditor,amount"));
        for (int i = 0; i < 20_000; i++) {
            lines.add("%d,%d,%d".formatted(random.nextInt(1000), random.nextInt(1000), random.nextInt(1, 1_000_000)));
        }
        byte[] whole = DataSetDirectory.gzip(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        Path cut = Files.write(directory.file("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        DataSet data = DataSetFormat.MISTNET.open(directory.file("accounts.csv"), cut, DataSetOptions.defaults());

        assertThatThrownBy(() -> DataSetDirectory.transfers(data))
                .isInstanceOfSatisfying(DataSetException.class, refusal -> {
                    assertThat(refusal.line().orElseThrow()).isBetween(2_000L, 18_000L);
                    assertThat(refusal).hasMessageContaining("the gzip stream is cut short");
                });
    }

    @Test
    void whatIsNamedGzipButIsNoneIsRefused() throws IOException {
        Path plain = Files.writeString(directory.file("plain.csv.gz"), "account,bank,initial_risk\n");

        assertThatThrownBy(() -> DataSetFormat.MISTNET.open(plain, plain, DataSetOptions.defaults()))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("an intact gzip stream");
    }

    @Test
    void aDirectoryIsOpenedByTheNamesOfItsFiles() {
        assertThat(DataSetFormat.MISTNET
                        .open(temporary, DataSetOptions.defaults())
                        .accounts())
                .hasSize(2);

        directory.with("accounts.csv.gz", "account,bank,initial_risk");
        assertThatThrownBy(() -> DataSetFormat.MISTNET.open(temporary, DataSetOptions.defaults()))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("one file accounts.csv or accounts.csv.gz, found 2");
    }

    private DataSet open() {
        return DataSetFormat.MISTNET.open(
                directory.file("accounts.csv"),
                directory.file("transfers.csv"),
                new DataSetOptions(1, Set.of("north", "south")));
    }
}
