package io.mistnet.node.payee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.node.lookup.ListedRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayeeCheckReaderTest {

    private static final String IBAN = "DE89370400440532013000";

    private final PayeeCheckReader reader = new PayeeCheckReader();

    @Test
    void aCheckNamesTypeAndSelectorOrIsATransfersCreditor() {
        PayeeCheck expected = new PayeeCheck("7", ListedRecords.iban(IBAN));
        assertThat(read("{'checkId':'7','type':'iban','selector':'de89 3704 0044 0532 0130 00'}"))
                .isEqualTo(expected);
        assertThat(read("{'uetr':'7','creditorAccount':'" + IBAN + "','debtorAccount':'x','settlementTime':null}"))
                .isEqualTo(expected);
        assertThat(read("{'checkId':'7','uetr':'8','creditorAccount':'" + IBAN + "'}"))
                .isEqualTo(expected);
    }

    @Test
    void oneWithoutAnIdIsKnownByItsPlaceInTheTopic() {
        assertThat(read("{'creditorAccount':'" + IBAN + "'}").id()).isEqualTo("3:42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "{}",
                "{'selector':'DE89370400440532013000'}",
                "{'type':'colour','selector':'DE89370400440532013000'}",
                "{'type':'iban','selector':7}",
                "{'type':'iban','selector':'DE89370400440532013000','creditorAccount':'DE89370400440532013000'}",
                "{'checkId':'','creditorAccount':'DE89370400440532013000'}",
                "{'checkId':7,'creditorAccount':'DE89370400440532013000'}",
                "{'creditorAccount':'DE89370400440532013000','creditorAccount':'DE89370400440532013000'}",
                "{'creditorAccount':'DE89370400440532013000'} and more"
            })
    void whatIsNoCheckIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidPayeeCheckException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining(IBAN);
    }

    @Test
    void aSelectorThatIsNoneIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> read("{'creditorAccount':'DE00370400440532013000'}"))
                .isInstanceOf(InvalidSelectorException.class)
                .hasMessageNotContaining("DE00370400440532013000");
    }

    @Test
    void recordsThatWouldLeaveNoRoomForTheAnswerAreRefused() {
        assertThatThrownBy(() -> read(null, null)).isInstanceOf(InvalidPayeeCheckException.class);
        assertThatThrownBy(() -> read(null, new byte[PayeeCheckReader.MOST_BYTES + 1]))
                .isInstanceOf(InvalidPayeeCheckException.class);
        byte[] check = "{\"creditorAccount\":\"DE89370400440532013000\"}".getBytes(UTF_8);
        assertThat(read(new byte[PayeeCheckReader.MOST_KEY_BYTES], check)).isNotNull();
        assertThatThrownBy(() -> read(new byte[PayeeCheckReader.MOST_KEY_BYTES + 1], check))
                .isInstanceOf(InvalidPayeeCheckException.class)
                .hasMessageStartingWith("key");
    }

    private PayeeCheck read(String text) {
        return read(null, text.replace('\'', '"').getBytes(UTF_8));
    }

    private PayeeCheck read(byte @Nullable [] key, byte @Nullable [] value) {
        return reader.read(new ConsumerRecord<>("checks", 3, 42, key, value));
    }
}
