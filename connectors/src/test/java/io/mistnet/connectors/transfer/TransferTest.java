package io.mistnet.connectors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static final UUID UETR = UUID.fromString("0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6a");

    @Test
    void bothBanksNameItsAccountsAndAgentsAlike() {
        Transfer written = transfer(UETR, "de89 3704 0044 0532 0130 00", "COBADEFFXXX");
        Transfer canonical = transfer(UETR, "DE89370400440532013000", "COBADEFF");

        assertThat(written).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0d5f1c2e-9a47-1b11-8c35-1f2e3d4c5b6a",
                "0d5f1c2e-9a47-4b11-0c35-1f2e3d4c5b6a",
                "00000000-0000-0000-0000-000000000000"
            })
    void aReferenceOfAnotherVersionIsRefused(String uuid) {
        assertThatThrownBy(() -> transfer(UUID.fromString(uuid), "1", "COBADEFF"))
                .isInstanceOf(InvalidTransferException.class)
                .hasMessage("uetr: expected a UUID of version 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-4-8-1",
                "0d5f1c2e9a474b118c351f2e3d4c5b6a",
                "0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6g",
                "0d5f1c2e-9a47-4b11-8c3-51f2e3d4c5b6a"
            })
    void textThatIsNoReferenceIsRefused(String text) {
        assertThatThrownBy(() -> Transfer.uetr(text)).isInstanceOf(InvalidTransferException.class);
    }

    @Test
    void lettersOfAReferenceMayHaveEitherCase() {
        assertThat(Transfer.uetr("0D5F1C2E-9A47-4B11-8C35-1F2E3D4C5B6A")).isEqualTo(UETR);
    }

    private static Transfer transfer(UUID uetr, String debtorAccount, String debtorAgent) {
        return new Transfer(
                uetr, InstructedAmount.parse("1", "EUR"), debtorAccount, debtorAgent, "2", "BNPAFRPP", Instant.EPOCH);
    }
}
