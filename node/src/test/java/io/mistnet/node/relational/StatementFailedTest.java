package io.mistnet.node.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
final class StatementFailedTest {

    private static final String SECRET = "DE89370400440532013000";

    @Test
    void whatIsLoggedOfAFailedStatementHoldsNoneOfItsValues(RelationalDatabase database) {
        for (String sql : List.of(
                "INSERT INTO case_person (id, name) VALUES (:value, NULL)",
                "INSERT INTO case_person (id, name) VALUES (:value, REPEAT(:value, 100))",
                "INSERT INTO case_person (id, name) VALUES (:value, CAST(CAST(:value AS INTEGER) AS VARCHAR(9)))",
                "SELECT no_such_column FROM case_person WHERE id = :value")) {
            StatementFailedException e = catchThrowableOfType(
                    StatementFailedException.class,
                    () -> database.inTransaction(handle ->
                            handle.createUpdate(sql).bind("value", SECRET).execute()));

            StringWriter log = new StringWriter();
            e.printStackTrace(new PrintWriter(log));
            assertThat(log.toString()).as(sql).contains("SQL state").doesNotContain(SECRET);
            assertThat(e.isDuplicate()).isFalse();
        }
    }

    @Test
    void whatIsLoggedOfADatabaseThatIsAwayHoldsNothingButWhereAndInWhichState() {
        SQLException quoting = new SQLException("value " + SECRET, "08006");
        DatabaseAwayException e = DatabaseAwayException.of(new IllegalStateException(SECRET, quoting));

        StringWriter log = new StringWriter();
        e.printStackTrace(new PrintWriter(log));
        assertThat(log.toString())
                .contains("does not answer", "SQL state 08006")
                .doesNotContain(SECRET);
    }

    @Test
    void aSecondRowWithTheSameKeyIsToldFromOtherFailures(RelationalDatabase database) {
        String sql = "INSERT INTO case_person (id, name) VALUES ('ida', 'Ida')";
        database.inTransaction(handle -> handle.createUpdate(sql).execute());

        assertThat(catchThrowableOfType(
                                StatementFailedException.class,
                                () -> database.inTransaction(
                                        handle -> handle.createUpdate(sql).execute()))
                        .isDuplicate())
                .isTrue();
    }
}
