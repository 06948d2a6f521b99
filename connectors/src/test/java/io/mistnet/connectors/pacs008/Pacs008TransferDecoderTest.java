package io.mistnet.connectors.pacs008;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.InvalidTransferException;
import io.mistnet.connectors.transfer.MalformedTransferException;
import io.mistnet.connectors.transfer.Transfer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pacs008TransferDecoderTest {

    private static final Pacs008TransferDecoder DECODER = new Pacs008TransferDecoder();

    @Test
    void everyFieldOfATransferIsReadInItsCanonicalForm() {
        assertThat(DECODER.decode(Pacs008Message.valid().bytes()))
                .containsExactly(new Transfer(
                        UUID.fromString(Pacs008Message.UETR),
                        InstructedAmount.parse("13.70", "USD"),
                        "DE89370400440532013000",
                        "COBADEFF",
                        "ACC-77",
                        "BNPAFRPP",
                        Instant.parse("2026-03-01T09:15:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "09", "10", "11", "12", "13"})
    void versionsThatCarryAUetrAreRead(String version) {
        Pacs008Message message = Pacs008Message.valid().with("pacs.008.001.08", "pacs.008.001." + version);

        assertThat(DECODER.decode(message.bytes())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pacs.008.001.02", "pacs.008.001.99", "pacs.009.001.08"})
    void otherMessagesAndOlderVersionsAreMalformed(String name) {
        Pacs008Message message = Pacs008Message.valid().with("pacs.008.001.08", name);

        assertThatThrownBy(() -> DECODER.decode(message.bytes()))
                .isInstanceOf(MalformedTransferException.class)
                .hasMessageContaining("pacs.008.001.08 to pacs.008.001.13");
    }

    @Test
    void aMessageOfSeveralTransactionsYieldsThemInOrder() {
        String first = "11111111-1111-4111-8111-111111111111";
        String second = "22222222-2222-4222-9222-222222222222";

        assertThat(DECODER.decode(Pacs008Message.withTransactions(first, second).bytes()))
                .extracting(transfer -> transfer.uetr().toString())
                .containsExactly(first, second);
    }

    @Test
    void aDocumentMayStandBehindAnApplicationHeaderAndUseAPrefix() {
        String body = Pacs008Message.valid()
                .with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
                .xml()
                .replace("xmlns=", "xmlns:p=")
                .replaceAll("<(/?)(\\w)", "<$1p:$2");
        String envelope =
                "<Envelope><AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.02\"><BizMsgIdr>1</BizMsgIdr></AppHdr>"
                        + body + "</Envelope>";

        assertThat(DECODER.decode(new Pacs008Message(envelope).bytes())).hasSize(1);
    }

    @Test
    void aMessageIsInUtf8() {
        String latin = Pacs008Message.valid().with("UTF-8", "ISO-8859-1").xml();
        byte[] cutCharacter = Pacs008Message.valid().with("<Nm>A", "<Nm>\u00e9").bytes();
        cutCharacter[new String(cutCharacter, StandardCharsets.ISO_8859_1).indexOf('\u00c3')] = 'A';

        for (byte[] message : List.of(latin.getBytes(StandardCharsets.ISO_8859_1), cutCharacter)) {
            assertThatThrownBy(() -> DECODER.decode(message))
                    .isInstanceOf(MalformedTransferException.class)
                    .hasMessageContaining("XML in UTF-8");
        }
    }

    @Test
    void aSecondMessageInTheSameRecordIsNotSilentlyDropped() {
        String body = Pacs008Message.valid()
                .with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
                .xml();

        assertThatThrownBy(() -> DECODER.decode(new Pacs008Message("<Two>" + body + body + "</Two>").bytes()))
                .isInstanceOf(MalformedTransferException.class)
                .hasMessageContaining("one such element");
    }

    @Test
    void elementsOfANewerVersionArePassedOver() {
        Pacs008Message message = Pacs008Message.valid().with("<ChrgBr>", "<Novel><Deep>1</Deep></Novel><ChrgBr>");

        assertThat(DECODER.decode(message.bytes())).hasSize(1);
    }

    @Test
    void withoutAnInstructedAmountTheSettledOneCounts() {
        Pacs008Message message = Pacs008Message.valid().with("<InstdAmt Ccy=\"USD\">13.70</InstdAmt>", "");

        assertThat(DECODER.decode(message.bytes()).get(0).instructedAmount())
                .isEqualTo(InstructedAmount.parse("12.50", "EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        "<UETR>0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6a</UETR>, '', UETR",
        "0d5f1c2e-9a47-4b11, 0d5f1c2e-9a47-1b11, uetr",
        "<IBAN>DE89370400440532013000</IBAN>, '', DbtrAcct/Id/IBAN or Othr/Id",
        "DE89370400440532013000, DE88370400440532013000, debtorAccount",
        "<BICFI>BNPAFRPP</BICFI>, '', CdtrAgt/FinInstnId/BICFI",
        "BNPAFRPP, BNPAF, creditorAgent",
        "13.70, -13.70, instructedAmount.amount",
        "13.70, 1E999999999, instructedAmount.amount",
        "13.70, 13.701, instructedAmount.amount",
        "USD, QQQ, instructedAmount.currency",
    })
    void aFieldThatIsMissingOrMeaninglessIsNamed(String piece, String replacement, String field) {
        byte[] message = Pacs008Message.valid().with(piece, replacement).bytes();

        assertThatThrownBy(() -> DECODER.decode(message))
                .isInstanceOfSatisfying(
                        InvalidTransferException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "13.70, many",
        "2026-03-01, 2026-02-30",
        "10:15:00+01:00, 25:15:00+01:00",
        "2026-02-28T09:00:00Z, yesterday",
        "</Document>, ''",
        "<Dbtr><Nm>A, <Dbtr><Nm>&entity;",
        "<Dbtr>, <Dbtr",
    })
    void whatCannotBeReadIsMalformedEvenTheTwentiethTime(String piece, String replacement) {
        byte[] message = Pacs008Message.valid().with(piece, replacement).bytes();

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> DECODER.decode(message)).isInstanceOf(MalformedTransferException.class);
        }
    }

    @Test
    void aReasonHoldsNoAccountNumber() {
        byte[] message = Pacs008Message.valid()
                .with("DE89370400440532013000", "DE00370400440532013000")
                .bytes();

        assertThatThrownBy(() -> DECODER.decode(message))
                .hasMessageContaining("debtorAccount")
                .hasMessageNotContaining("37040044");
    }
}
