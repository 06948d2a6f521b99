package io.mistnet.node.alert.export;

import static io.mistnet.node.alert.RaisedAlerts.ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.NOW;
import static io.mistnet.node.alert.RaisedAlerts.OTHER_ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.OWN_BIC;
import static io.mistnet.node.alert.RaisedAlerts.flag;
import static io.mistnet.node.alert.RaisedAlerts.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.AlertState;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.HistoryEntry.What;
import io.mistnet.node.alert.Measure;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

final class GoamlReportTest {

    private static final Transfer IN = flag(ACCOUNT, 7).transfers().get(0);
    private static final Transfer OUT = flag(ACCOUNT, 7).transfers().get(1);
    private static final Transfer INSIDE = transfer(ACCOUNT, OWN_BIC, OTHER_ACCOUNT, OWN_BIC, "3");

    private static ReportingEntity entity(OptionalInt number) {
        return new ReportingEntity(number, "Bank <A> & Söhne", Currency.getInstance("EUR"), OWN_BIC::equals);
    }

    @Test
    void aReportHasTheShapeOfGoaml() throws Exception {
        Document report = validated(report(List.of(IN, OUT, INSIDE), "Called the customer."));

        assertThat(text(report, "rentity_id")).containsExactly("4711");
        assertThat(text(report, "report_code")).containsExactly("STR");
        assertThat(text(report, "submission_date")).containsExactly("2026-03-01T12:00:00");
        assertThat(text(report, "currency_code_local")).containsExactly("EUR");
        assertThat(text(report, "transactionnumber"))
                .containsExactly(
                        IN.uetr().toString(),
                        OUT.uetr().toString(),
                        INSIDE.uetr().toString());
        assertThat(text(report, "amount_local")).containsExactly("950.00", "900.50", "3.00");
        assertThat(text(report, "account"))
                .containsExactly(IN.debtorAccount(), ACCOUNT, ACCOUNT, OUT.creditorAccount(), ACCOUNT, OTHER_ACCOUNT);
        assertThat(text(report, "swift")).containsExactly("BBBBFRPP", OWN_BIC, OWN_BIC, "CCCCGB2L", OWN_BIC, OWN_BIC);
        assertThat(text(report, "from_country")).containsExactly("FR", "DE", "DE");
        assertThat(text(report, "to_country")).containsExactly("DE", "GB", "DE");
        assertThat(text(report, "reason").get(0)).contains("by the rule weighted", "Called the customer.");
        assertThat(text(report, "action").get(0)).contains("reported-to-fiu");
    }

    @Test
    void theBanksOwnSideIsMyClient() throws Exception {
        assertThat(sides(report(List.of(IN), "x"))).containsExactly("t_from", "t_to_my_client");
        assertThat(sides(report(List.of(OUT), "x"))).containsExactly("t_from_my_client", "t_to");
        assertThat(sides(report(List.of(INSIDE), "x"))).containsExactly("t_from_my_client", "t_to_my_client");
    }

    @Test
    void withoutTransfersTheAccountItselfIsReported() throws Exception {
        Document report = validated(report(List.of(), "x"));

        assertThat(text(report, "report_party").get(0)).contains(ACCOUNT);
        assertThat(text(report, "transaction")).isEmpty();
    }

    @Test
    void withoutANumberOfTheEntityTheReportLacksItAndIsNotValid() {
        byte[] report =
                new GoamlReport(entity(OptionalInt.empty()), InstantSource.fixed(NOW)).bytes(dossier(List.of(IN), "x"));

        assertThatThrownBy(() -> validated(report))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("rentity_id");
    }

    @Test
    void noTextBreaksOutOfItsElement() throws Exception {
        String text = "</reason><rentity_id>1</rentity_id> <!-- ]]> & \"'\u0001\uFFFF \uD800 ok\tü😀";
        Document report = validated(report(List.of(IN), text));

        assertThat(text(report, "rentity_id")).containsExactly("4711");
        assertThat(text(report, "reason").get(0))
                .endsWith("</reason><rentity_id>1</rentity_id> <!-- ]]> & \"'\uFFFD\uFFFD \uFFFD ok\tü😀");
        assertThat(text(report, "institution_name")).containsExactly("Bank <A> & Söhne");
    }

    @Test
    void manyLongRemarksAreCutToWhatFits() throws Exception {
        Document report = validated(report(List.of(IN), "ä".repeat(5_000)));

        assertThat(text(report, "reason").get(0)).hasSize(4_000).endsWith("…");
    }

    private static byte[] report(List<Transfer> transfers, String remark) {
        return new GoamlReport(entity(OptionalInt.of(4711)), InstantSource.fixed(NOW))
                .bytes(dossier(transfers, remark));
    }

    private static AlertDossier dossier(List<Transfer> transfers, String remark) {
        Optional<Person> ann = Optional.of(new Person("ann", "Ann"));
        Alert alert = new Alert(
                17,
                3,
                ACCOUNT,
                "weighted",
                Measure.FLAG,
                1,
                7,
                NOW,
                NOW,
                1,
                AlertState.CLOSED,
                ann,
                Optional.of(Disposition.REPORTED_TO_FIU),
                Optional.of(NOW),
                2);
        HistoryEntry entry = new HistoryEntry(
                2,
                NOW,
                What.REMARKED,
                ann,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(remark));
        return new AlertDossier(alert, List.of(), transfers, List.of(entry));
    }

    private static List<String> sides(byte[] report) throws Exception {
        Document document = validated(report);
        return List.of("t_from", "t_from_my_client", "t_to", "t_to_my_client").stream()
                .filter(name -> document.getElementsByTagName(name).getLength() == 1)
                .toList();
    }

    private static Document validated(byte[] report) throws Exception {
        SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = schemas.newSchema(GoamlReportTest.class.getResource("goaml-shape.xsd"));
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(report)));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(report));
    }

    private static List<String> text(Document document, String element) {
        NodeList found = document.getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .filter(i -> !element.equals("account")
                        || found.item(i).getChildNodes().getLength() == 1)
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
