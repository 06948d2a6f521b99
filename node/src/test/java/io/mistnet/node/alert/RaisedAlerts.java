package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.AlertInbox.Outcome;
import io.mistnet.node.relational.RelationalDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What a node of the bank AAAADEFF raises in tests. */
public final class RaisedAlerts {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final String ACCOUNT = "DE89370400440532013000";
    public static final String OTHER_ACCOUNT = "DE75512108001245126199";
    public static final String OWN_BIC = "AAAADEFF";

    private RaisedAlerts() {}

    /** A flag of the rule {@code weighted}, an hour before now, with one transfer in and one out. */
    public static RaisedAlert flag(String account, long epoch) {
        return flag(account, epoch, NOW.minus(Duration.ofHours(1)));
    }

    public static RaisedAlert flag(String account, long epoch, Instant raisedAt) {
        return new RaisedAlert(
                account,
                epoch,
                "weighted",
                Measure.FLAG,
                1,
                raisedAt.minusSeconds(10),
                List.of(
                        transfer("FR7630006000011234567890189", "BBBBFRPP", account, OWN_BIC, "950.00"),
                        transfer(account, OWN_BIC, "GB29NWBK60161331926819", "CCCCGB2L", "900.50")),
                raisedAt);
    }

    public static RaisedAlert score(String account, long epoch, double score, Instant raisedAt) {
        return raised(account, epoch, "weighted", Measure.SCORE, score, raisedAt);
    }

    public static RaisedAlert raised(
            String account, long epoch, String rule, Measure measure, double risk, Instant raisedAt) {
        return new RaisedAlert(account, epoch, rule, measure, risk, raisedAt.minusSeconds(10), List.of(), raisedAt);
    }

    public static Transfer transfer(
            String debtor, String debtorAgent, String creditor, String creditorAgent, String amount) {
        return new Transfer(
                UUID.randomUUID(),
                new InstructedAmount(new BigDecimal(amount), Currency.getInstance("EUR")),
                debtor,
                debtorAgent,
                creditor,
                creditorAgent,
                NOW.minus(Duration.ofHours(2)));
    }

    public static Outcome take(RelationalDatabase database, RaisedAlert raised) {
        return database.inTransaction(handle -> new AlertInbox(handle, NOW).take(raised));
    }

    /** The number of the account's alert that is not closed. */
    public static long openAlert(RelationalDatabase database, String account) {
        return database.inTransaction(
                handle -> handle.select("SELECT open_alert FROM alert_accounts WHERE account_number = ?", account)
                        .mapTo(Long.class)
                        .one());
    }
}
