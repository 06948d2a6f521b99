package io.mistnet.node.alert.export;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.Remark;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An alert as a suspicious transaction report in the shape of goAML's schema 5: its elements, in its order. It is a draft, not a report to send as it is: the node knows account numbers and transfers, but no names, addresses or dates of birth,
 * and each financial intelligence unit has codes and required elements of its own. Where a code is the unit's, it says {@value #UNKNOWN}, goAML's own word for what is not known.
 *
 * @see <a href="https://unite.un.org/goaml/">goAML, United Nations Office on Drugs and Crime</a>
 */
public final class GoamlReport {

    static final String UNKNOWN = "-";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final int MOST_CHARACTERS = Remark.MOST_CHARACTERS;

    private final ReportingEntity entity;
    private final InstantSource clock;

    public GoamlReport(ReportingEntity entity, InstantSource clock) {
        this.entity = entity;
        this.clock = clock;
    }

    /** The report as XML in UTF-8. */
    public byte[] bytes(AlertDossier dossier) {
        XmlTree xml = new XmlTree();
        xml.element("report", () -> report(xml, dossier));
        return xml.bytes();
    }

    private void report(XmlTree xml, AlertDossier dossier) {
        Alert alert = dossier.alert();
        xml.comment(
                "A draft in the shape of goAML 5. Complete it with customer data and your unit's codes before you send it.");
        entity.number().ifPresent(number -> xml.element("rentity_id", Integer.toString(number)));
        xml.element("submission_code", "E");
        xml.element("report_code", "STR");
        xml.element("entity_reference", "mistnet-alert-" + alert.id());
        xml.element("submission_date", time(clock.instant()));
        xml.element("currency_code_local", entity.currency().getCurrencyCode());
        xml.element("reason", limited(reason(dossier)));
        alert.disposition()
                .ifPresent(disposition -> xml.element("action", "The bank closed its alert as: " + disposition.id()));
        for (Transfer transfer : dossier.transfers()) {
            xml.element("transaction", () -> transaction(xml, alert, transfer));
        }
        if (dossier.transfers().isEmpty()) {
            xml.element("activity", () -> activity(xml, alert));
        }
        xml.element("report_indicators", () -> xml.element("indicator", UNKNOWN));
    }

    private void transaction(XmlTree xml, Alert alert, Transfer transfer) {
        boolean paid = entity.ownAgent().test(transfer.debtorAgent());
        boolean received = entity.ownAgent().test(transfer.creditorAgent());
        xml.element("transactionnumber", transfer.uetr().toString());
        xml.element("transaction_location", country(transfer.debtorAgent()));
        xml.element(
                "transaction_description",
                transfer.creditorAccount().equals(alert.accountNumber())
                        ? "Credit transfer to the reported account"
                        : "Credit transfer from the reported account");
        xml.element("date_transaction", time(transfer.settlementTime()));
        xml.element("transmode_code", UNKNOWN);
        xml.element("amount_local", transfer.instructedAmount().amount().toPlainString());
        xml.element(
                paid ? "t_from_my_client" : "t_from",
                () -> side(xml, "from", transfer, transfer.debtorAccount(), transfer.debtorAgent()));
        xml.element(
                received ? "t_to_my_client" : "t_to",
                () -> side(xml, "to", transfer, transfer.creditorAccount(), transfer.creditorAgent()));
    }

    private void side(XmlTree xml, String side, Transfer transfer, String account, String agent) {
        xml.element(side + "_funds_code", UNKNOWN);
        xml.element(
                side + "_account",
                () -> account(
                        xml,
                        account,
                        agent,
                        transfer.instructedAmount().currency().getCurrencyCode()));
        xml.element(side + "_country", country(agent));
    }

    private void account(XmlTree xml, String account, String agent, String currency) {
        if (entity.ownAgent().test(agent)) {
            xml.element("institution_name", entity.name());
        }
        xml.element("swift", agent);
        xml.element("non_bank_institution", "false");
        xml.element("account", account);
        xml.element("currency_code", currency);
        if (IBAN.matcher(account).matches()) {
            xml.element("iban", account);
        }
    }

    /** Where no transfer is known: the account itself is what is reported. */
    private void activity(XmlTree xml, Alert alert) {
        xml.element(
                "report_parties",
                () -> xml.element("report_party", () -> {
                    xml.element("account", () -> {
                        xml.element("institution_name", entity.name());
                        xml.element("institution_code", UNKNOWN);
                        xml.element("account", alert.accountNumber());
                    });
                    xml.element("reason", "The account that was raised");
                }));
    }

    private static String reason(AlertDossier dossier) {
        Alert alert = dossier.alert();
        String raised =
                "Raised %d times by the rule %s of a joint computation of several banks, first at %s, last at %s."
                        .formatted(
                                alert.occurrences(), alert.rule(), time(alert.raisedAt()), time(alert.lastRaisedAt()));
        List<String> remarks = dossier.history().stream()
                .map(HistoryEntry::remark)
                .flatMap(Optional::stream)
                .toList();
        return remarks.isEmpty() ? raised : raised + remarks.stream().collect(Collectors.joining("\n", "\n", ""));
    }

    private static String limited(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }

    private static String country(String bic) {
        return bic.substring(4, 6);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
