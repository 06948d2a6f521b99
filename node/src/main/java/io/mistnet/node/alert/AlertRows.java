package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the tables as objects. */
final class AlertRows {

    static final String ALERT_COLUMNS =
            "id, account, account_number, rule, measure, risk, epoch, raised_at, last_raised_at, occurrences, state, assignee, assignee_name, disposition, closed_at, version";

    private AlertRows() {}

    static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getLong("id"),
                row.getLong("account"),
                row.getString("account_number"),
                row.getString("rule"),
                Measure.valueOf(row.getString("measure")),
                row.getDouble("risk"),
                row.getLong("epoch"),
                instant(row, "raised_at"),
                instant(row, "last_raised_at"),
                row.getInt("occurrences"),
                AlertState.valueOf(row.getString("state")),
                person(row, "assignee"),
                disposition(row),
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong("version"));
    }

    static Occurrence occurrence(ResultSet row) throws SQLException {
        return new Occurrence(
                row.getLong("epoch"),
                row.getString("rule"),
                Measure.valueOf(row.getString("measure")),
                row.getDouble("risk"),
                instant(row, "cut_off"),
                instant(row, "raised_at"));
    }

    static Transfer transfer(ResultSet row) throws SQLException {
        return new Transfer(
                row.getObject("uetr", UUID.class),
                new InstructedAmount(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("debtor_account"),
                row.getString("debtor_agent"),
                row.getString("creditor_account"),
                row.getString("creditor_agent"),
                instant(row, "settled_at"));
    }

    static HistoryEntry entry(ResultSet row) throws SQLException {
        long epoch = row.getLong("epoch");
        OptionalLong raisedBy = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(epoch);
        return new HistoryEntry(
                row.getLong("version"),
                instant(row, "happened_at"),
                HistoryEntry.What.valueOf(row.getString("what")),
                person(row, "actor"),
                person(row, "assignee"),
                disposition(row),
                raisedBy,
                Optional.ofNullable(row.getString("remark")));
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Person> person(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        return id == null ? Optional.empty() : Optional.of(new Person(id, row.getString(column + "_name")));
    }

    private static Optional<Disposition> disposition(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("disposition")).map(Disposition::valueOf);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
