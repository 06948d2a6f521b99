package io.mistnet.node.relational;

/** The database does not answer, or was shut down. What was begun did not happen; it may work again later. Like {@link StatementFailedException}, it quotes nothing of a driver's message, and may be logged. */
public final class DatabaseAwayException extends RuntimeException {

    private DatabaseAwayException(String message) {
        super(message);
    }

    /** @param failure of which where and in which SQL state is kept, and nothing else */
    public static DatabaseAwayException of(Throwable failure) {
        DatabaseAwayException away = new DatabaseAwayException("the database does not answer (%s, SQL state %s)"
                .formatted(failure.getClass().getSimpleName(), SqlState.of(failure)));
        away.setStackTrace(failure.getStackTrace());
        return away;
    }
}
