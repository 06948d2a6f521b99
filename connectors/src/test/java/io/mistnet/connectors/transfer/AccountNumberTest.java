package io.mistnet.connectors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNumberTest {

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, DE89370400440532013000",
        "de89 3704 0044 0532 0130 00, DE89370400440532013000",
        "GB29NWBK60161331926819, GB29NWBK60161331926819",
        "216, 216",
        "acc-77/x, ACC-77/X",
        "1234567890123456789012345678901234, 1234567890123456789012345678901234",
    })
    void oneAccountHasOneForm(String written, String canonical) {
        assertThat(AccountNumber.canonical("debtorAccount", written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88370400440532013000",
                "DE8937040044053201300",
                "ZZ89370400440532013000",
                "de88 3704 0044 0532 0130 00",
                "DE89"
            })
    void whatHasTheFormOfAnIbanMustBeOne(String account) {
        assertThatThrownBy(() -> AccountNumber.canonical("debtorAccount", account))
                .isInstanceOf(InvalidTransferException.class)
                .hasMessageStartingWith("debtorAccount: expected an IBAN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "12345678901234567890123456789012345",
                "acc\t1",
                "acc\u00001",
                "\u0410CC1",
                "stra\u00dfe"
            })
    void otherIdentificationsHaveOneTo34VisibleAsciiCharacters(String account) {
        assertThatThrownBy(() -> AccountNumber.canonical("creditorAccount", account))
                .isInstanceOf(InvalidTransferException.class)
                .hasMessage("creditorAccount: expected 1 to 34 visible ASCII characters");
    }
}
