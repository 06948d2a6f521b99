package io.mistnet.node.relational;

/**
 * The database refused a statement; the transaction was undone. Message and stack trace say where and in which SQL state: drivers' own messages quote values, which are account numbers and names, and this one may be logged.
 */
public final class StatementFailedException extends RuntimeException {

    private static final String UNIQUE_VIOLATION = "23505";

    private final String state;

    private StatementFailedException(String state, Throwable failure) {
        super("%s, SQL state %s".formatted(failure.getClass().getSimpleName(), state));
        this.state = state;
        setStackTrace(failure.getStackTrace());
    }

    /** Whether it would have made a second row with a key that there may be only once. */
    public boolean isDuplicate() {
        return state.equals(UNIQUE_VIOLATION);
    }

    static StatementFailedException of(Throwable failure) {
        return new StatementFailedException(SqlState.of(failure), failure);
    }
}
