package io.mistnet.node.intelligence;

/** The records on disk do not fit into a table of the network file's shape. Nothing is lost; the shape must grow. */
public final class RecordsDoNotFitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordsDoNotFitException(int records, int slots) {
        super("a column of %d slots cannot hold its %d records; raise the planned records in the network file"
                .formatted(slots, records));
    }
}
