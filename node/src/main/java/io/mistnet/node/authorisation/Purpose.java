package io.mistnet.node.authorisation;

/** What evaluations are for. */
public enum Purpose {
    /** To ask the database. */
    ASK(1),
    /** To put records into it. */
    CONTRIBUTE(2);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** Its byte in a statement. */
    int code() {
        return code;
    }
}
