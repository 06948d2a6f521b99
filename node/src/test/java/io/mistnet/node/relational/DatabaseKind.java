package io.mistnet.node.relational;

/** The databases that the product runs on. */
enum DatabaseKind {
    H2("H2"),
    POSTGRESQL("PostgreSQL");

    private final String title;

    DatabaseKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
