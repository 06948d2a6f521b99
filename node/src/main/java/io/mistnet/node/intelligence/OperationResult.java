package io.mistnet.node.intelligence;

/**
 * What became of one step of a batch. The occurrence that a record took is not told: it would say how many records others have of the selector. The codes stand on disk and on the wire; a new result takes a new one.
 */
public enum OperationResult {
    ADDED(1, true, "added"),
    UPDATED(2, true, "updated"),
    REMOVED(3, true, "removed"),
    PADDING(0, true, "padding"),
    SELECTOR_FULL(
            4, false, "refused: the selector has as many records as the network allows; remove one of your own first"),
    CELL_FULL(
            5,
            false,
            "refused: the part of the table where the selector lies is full; raise the planned records in the network file"),
    TABLE_FULL(6, false, "refused: the table is filled to 93 %; raise the planned records in the network file"),
    QUOTA_FULL(
            11,
            false,
            "refused: you have as many records as the network allows one institution; remove some of them, or agree on a higher records-per-institution in the network file"),
    KNOWN_ID(7, false, "refused: you have a record with this id already; update it, or draw another id"),
    UNKNOWN_ID(8, false, "refused: there is no record with this id"),
    NOT_YOURS(9, false, "refused: the record with this id is another institution's"),
    OTHER_SELECTOR(
            10,
            false,
            "refused: the record with this id has another selector; remove it and add a new one under a new id");

    private final int code;
    private final boolean done;
    private final String text;

    OperationResult(int code, boolean done, String text) {
        this.code = code;
        this.done = done;
        this.text = text;
    }

    /** @throws IllegalArgumentException where no result has this code */
    public static OperationResult of(byte code) {
        for (OperationResult result : values()) {
            if (result.code == code) {
                return result;
            }
        }
        throw new IllegalArgumentException("no result has the code " + code);
    }

    /** What stands for it on disk and on the wire. */
    public byte code() {
        return (byte) code;
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
