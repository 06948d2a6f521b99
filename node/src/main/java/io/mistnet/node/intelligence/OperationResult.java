package io.mistnet.node.intelligence;

/**
 * What became of one step of a batch. The occurrence that a record took is not told: it would say how many records others have of the selector. Their order stands on disk: new ones go to the end.
 */
public enum OperationResult {
    ADDED(true, "added"),
    UPDATED(true, "updated"),
    REMOVED(true, "removed"),
    PADDING(true, "padding"),
    SELECTOR_FULL(
            false, "refused: the selector has as many records as the network allows; remove one of your own first"),
    CELL_FULL(
            false,
            "refused: the part of the table where the selector lies is full; raise the planned records in the network file"),
    TABLE_FULL(false, "refused: the table is filled to 93 %; raise the planned records in the network file"),
    QUOTA_FULL(
            false,
            "refused: you have as many records as the network allows one institution; remove some of them, or agree on a higher records-per-institution in the network file"),
    KNOWN_ID(false, "refused: you have a record with this id already; update it, or draw another id"),
    UNKNOWN_ID(false, "refused: there is no record with this id"),
    NOT_YOURS(false, "refused: the record with this id is another institution's"),
    OTHER_SELECTOR(
            false, "refused: the record with this id has another selector; remove it and add a new one under a new id");

    private final boolean done;
    private final String text;

    OperationResult(boolean done, String text) {
        this.done = done;
        this.text = text;
    }

    /** Whether the step was carried out. */
    public boolean isDone() {
        return done;
    }

    /** For people: what became of it and, where it was refused, what to do. */
    public String text() {
        return text;
    }
}
