package io.mistnet.node.lookup.http;

/** Where the lines of a long answer go, each a JSON object. */
@FunctionalInterface
interface Lines {

    /** @throws java.io.UncheckedIOException where nobody reads any more */
    void write(Object message);
}
