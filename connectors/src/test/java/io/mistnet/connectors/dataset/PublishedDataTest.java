package io.mistnet.connectors.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Reads data sets as their authors published them, from the directory that the environment variable {@code MISTNET_DATA} names, or else from
 * {@code ../shared/data} beside the checkout.
 */
class PublishedDataTest {

    @Test
    void theAmlSimSampleIsReadCompletely() {
        DataSet data = DataSetFormat.AMLSIM.open(directory("amlsim"), DataSetOptions.defaults());
        Set<String> accounts =
                data.accounts().stream().map(AccountRow::account).collect(Collectors.toCollection(HashSet::new));
        AtomicInteger transfers = new AtomicInteger();
        data.forEachTransfer(transfer -> {
            transfers.incrementAndGet();
            assertThat(accounts.contains(transfer.debtor()) && accounts.contains(transfer.creditor()))
                    .isTrue();
        });

        assertThat(accounts).hasSize(20_000);
        assertThat(transfers).hasValue(120_558);
        assertThat(data.accounts())
                .filteredOn(account -> account.label() == Label.ILLICIT)
                .hasSize(1_804);
        assertThat(data.accounts().stream().collect(Collectors.groupingBy(AccountRow::bank, Collectors.counting())))
                .hasSize(5)
                .allSatisfy((bank, count) -> assertThat(count).isBetween(3_700L, 4_300L));
    }

    @Test
    void theAmlGentexOutputIsReadCompletely() {
        DataSet data = DataSetFormat.AMLGENTEX.open(directory("amlgentex"), DataSetOptions.defaults());
        AtomicInteger transfers = new AtomicInteger();
        AtomicInteger illicit = new AtomicInteger();
        data.forEachTransfer(transfer -> {
            transfers.incrementAndGet();
            illicit.addAndGet(transfer.label() == Label.ILLICIT ? 1 : 0);
        });

        assertThat(data.accounts()).hasSize(3_000);
        assertThat(data.accounts().stream().map(AccountRow::bank).distinct()).hasSize(6);
        assertThat(transfers).hasValue(21_879);
        assertThat(illicit).hasValue(715);
    }

    private static Path directory(String name) {
        String configured = System.getenv("MISTNET_DATA");
        Path directory =
                (configured == null ? Path.of("..", "..", "shared", "data") : Path.of(configured)).resolve(name);
        assumeTrue(
                Files.isDirectory(directory),
                () -> "no data set at " + directory.toAbsolutePath().normalize());
        return directory;
    }
}
