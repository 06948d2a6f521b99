package io.mistnet.connectors.dataset;

import static io.mistnet.connectors.dataset.DataSetDirectory.transfers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFormatsTest {

    private static final DataSetOptions THREE_BANKS = new DataSetOptions(3, Set.of());
    private static final Optional<Instant> DAY_1 = Optional.of(Instant.parse("1970-01-02T00:00:00Z"));

    private static final String TNO_HEADER = "id_source,bank_source,id_destination,bank_destination,amount";
    private static final String AML_WORLD_HEADER =
            "Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount Paid,Payment Currency,Payment Format,Is Laundering";

    @TempDir
    Path temporary;

    private DataSetDirectory directory;

    @BeforeEach
    void emptyDirectory() {
        directory = new DataSetDirectory(temporary);
    }

    @Test
    void amlSimHasLabelsAndDaysAndItsBanksComeFromTheAccount() {
        directory
                .with("nodes.csv.gz", "nodeid,isFraud,init_balance,fraudStep", "0,0,1.5,-1", "1,1,2,3", "2,0,2,-1")
                .with("transactions.csv", "sourceNodeId,targetNodeId,value,time", "0,1,163.3,1", "1,0,0.125,1");

        DataSet data = DataSetFormat.AMLSIM.open(temporary, THREE_BANKS);

        assertThat(data.accounts())
                .containsExactly(
                        new AccountRow("0", "bank-2", OptionalDouble.empty(), Label.LICIT),
                        new AccountRow("1", "bank-1", OptionalDouble.empty(), Label.ILLICIT),
                        new AccountRow("2", "bank-2", OptionalDouble.empty(), Label.LICIT));
        assertThat(transfers(data))
                .containsExactly(
                        new TransferRow("0", "1", 16330, DAY_1, Label.UNKNOWN),
                        new TransferRow("1", "0", 12, DAY_1, Label.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "0.0", "1e999999999", "1e-999999999", "1e17", "NaN", "many"})
    void decimalAmountsArePositiveAndBounded(String value) {
        directory
                .with("nodes.csv", "nodeid,isFraud", "0,0")
                .with("transactions.csv", "sourceNodeId,targetNodeId,value,time", "0,1,%s,1".formatted(value));

        assertThatThrownBy(() -> transfers(DataSetFormat.AMLSIM.open(temporary, THREE_BANKS)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("line 2, column value: expected a positive number");
    }

    @Test
    void amlGentexHasBanksAndLabels() {
        directory
                .with(
                        "accounts.csv",
                        "ACCOUNT_ID,CUSTOMER_ID,IS_SAR,BANK_ID",
                        "0,C_0,false,bank_a",
                        "1,C_1,true,bank_b")
                .with(
                        "transfers.csv",
                        "step,type,amount,nameOrig,nameDest,bankOrig,bankDest,isSAR",
                        "1,TRANSFER,702.0150437425508,0,1,bank_a,bank_b,1",
                        "1,CASH,1e-05,-1,0,source,bank_a,0");

        DataSet data = DataSetFormat.AMLGENTEX.open(temporary, THREE_BANKS);

        assertThat(data.accounts())
                .containsExactly(
                        new AccountRow("0", "bank_a", OptionalDouble.empty(), Label.LICIT),
                        new AccountRow("1", "bank_b", OptionalDouble.empty(), Label.ILLICIT));
        assertThat(transfers(data))
                .containsExactly(
                        new TransferRow("0", "1", 70202, DAY_1, Label.ILLICIT),
                        new TransferRow("-1", "0", 1, DAY_1, Label.LICIT));
    }

    @Test
    void aTransferThatNamesAnotherBankThanItsAccountHasIsRefused() {
        directory
                .with("accounts.csv", "ACCOUNT_ID,IS_SAR,BANK_ID", "0,false,bank_a")
                .with(
                        "transfers.csv",
                        "step,amount,nameOrig,nameDest,bankOrig,bankDest,isSAR",
                        "1,5,0,9,bank_x,bank_b,0");

        assertThatThrownBy(() -> transfers(DataSetFormat.AMLGENTEX.open(temporary, THREE_BANKS)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("line 2, column bankOrig: expected bank_a");
    }

    @Test
    void amlWorldsAccountsAreThePartiesOfItsTransactionsInUsCents() {
        directory.with(
                "HI-Small_Trans.csv",
                AML_WORLD_HEADER,
                "2022/09/01 00:20,010,8000EBD30,010,8000EBD30,3697.34,US Dollar,3697.34,US Dollar,Reinvestment,0",
                "2022/09/01 00:21,010,8000EBD30,03208,8000F4580,1,Euro,1.00,Euro,Cheque,0",
                "2022/09/01 00:22,03208,8000F4580,010,8000EBD31,0.01,Yen,0.01,Yen,ACH,1");

        DataSet data = DataSetFormat.AMLWORLD.open(temporary, THREE_BANKS);

        assertThat(data.accounts())
                .extracting(AccountRow::account, AccountRow::label)
                .containsExactly(
                        tuple("010:8000EBD30", Label.LICIT),
                        tuple("03208:8000F4580", Label.ILLICIT),
                        tuple("010:8000EBD31", Label.ILLICIT));
        assertThat(data.accounts().get(0).bank())
                .isEqualTo(data.accounts().get(2).bank());
        assertThat(transfers(data)).extracting(TransferRow::amount).containsExactly(369734L, 117L, 1L);
        assertThat(transfers(data).get(1).time()).contains(Instant.parse("2022-09-01T00:21:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2022/09/31 00:20, US Dollar, Timestamp",
        "2022/09/01, US Dollar, Timestamp",
        "2022/09/01 00:20, Thaler, Payment Currency"
    })
    void amlWorldsTimesAndCurrenciesAreChecked(String time, String currency, String column) {
        directory.with("x_Trans.csv", AML_WORLD_HEADER, "%s,1,A,2,B,1,Euro,1,%s,ACH,0".formatted(time, currency));

        assertThatThrownBy(() -> DataSetFormat.AMLWORLD.open(temporary, THREE_BANKS))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("line 2, column " + column);
    }

    @Test
    void tnosTransfersBetweenTwoBanksStandInBothTheirFilesAndCountOnce() {
        directory
                .with("nodes_all.csv", "id,risk_score", "0,0.5", "1,0.25")
                .with("nodes_north.csv", "id,risk_score", "0,0.5")
                .with("nodes_south.csv", "id,risk_score", "1,0.25")
                .with("transactions_all_period0.csv", "id_source,id_destination,amount", "0,1,5", "1,0,6")
                .with(
                        "transactions_north_period0.csv",
                        TNO_HEADER,
                        "0,north,1,south,5",
                        "1,south,0,north,6",
                        "9,east,0,north,7")
                .with("transactions_south_period0.csv", TNO_HEADER, "0,north,1,south,5", "1,south,0,north,6");

        DataSet data = DataSetFormat.TNO.open(temporary, THREE_BANKS);

        assertThat(data.accounts())
                .containsExactly(
                        new AccountRow("0", "north", OptionalDouble.of(0.5), Label.UNKNOWN),
                        new AccountRow("1", "south", OptionalDouble.of(0.25), Label.UNKNOWN));
        assertThat(transfers(data)).extracting(TransferRow::amount).containsExactlyInAnyOrder(5L, 6L, 7L);
    }

    @Test
    void tnosFilesOfAllBanksHaveBanksFromTheAccount() {
        directory
                .with("nodes_all.csv", "id,risk_score", "0,0.5", "1,0.25")
                .with("transactions_all_period0.csv", "id_source,id_destination,amount", "0,1,5");

        DataSet data = DataSetFormat.TNO.open(
                directory.file("nodes_all.csv"), directory.file("transactions_all_period0.csv"), THREE_BANKS);

        assertThat(data.accounts()).extracting(AccountRow::bank).containsExactly("bank-2", "bank-1");
        assertThat(transfers(data)).hasSize(1);
    }

    @Test
    void tnosBanksAreCheckedAgainstTheKnownOnesAndTheAccountsOwn() {
        directory
                .with("nodes_north.csv", "id,risk_score", "0,0.5")
                .with("transactions_north_period0.csv", TNO_HEADER, "0,south,1,south,5");

        assertThatThrownBy(() -> DataSetFormat.TNO.open(temporary, new DataSetOptions(3, Set.of("south"))))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("nodes_north.csv: expected a file of a known bank");
        assertThatThrownBy(() -> transfers(DataSetFormat.TNO.open(temporary, THREE_BANKS)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("line 2, column bank_source: expected north");
    }

    @Test
    void aDirectoryWithoutTheFormatsFilesIsRefused() {
        for (DataSetFormat format : DataSetFormat.values()) {
            assertThatThrownBy(() -> format.open(temporary, THREE_BANKS))
                    .isInstanceOf(DataSetException.class)
                    .hasMessageContaining(temporary + ": expected ");
        }
    }
}
