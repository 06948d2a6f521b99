package io.mistnet.protocols.retrieval;

import io.mistnet.he.Shape;

/** What an answer costs the host, in microseconds of two cores of the machine that was measured. Only ratios matter: they choose between layouts. */
final class ServerCost {

    private static final double SELECTOR = 36;
    private static final double PLAINTEXT = 0.85;
    private static final double ROW = 45;
    private static final double QUERY = 900;

    private ServerCost() {}

    static double of(Shape shape) {
        return SELECTOR * (shape.columns() + shape.rows())
                + PLAINTEXT * shape.columns() * shape.rows()
                + ROW * shape.rows()
                + QUERY;
    }
}
