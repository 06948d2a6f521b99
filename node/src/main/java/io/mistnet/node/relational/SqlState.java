package io.mistnet.node.relational;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The five characters in which SQL (ISO/IEC 9075) says what went wrong; all that may be logged of it. */
final class SqlState {

    private SqlState() {}

    /** That of the outermost failure that has one. */
    static String of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "unknown";
    }
}
