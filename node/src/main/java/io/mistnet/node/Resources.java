package io.mistnet.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node has opened. Closed in reverse order, each whatever becomes of the others. Not thread-safe. */
final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private record Entry(String name, AutoCloseable resource) {}

    private final Deque<Entry> open = new ArrayDeque<>();

    /** @param name what it is, for the log */
    void add(String name, AutoCloseable resource) {
        open.push(new Entry(name, resource));
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            Entry entry = open.pop();
            try {
                entry.resource().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.warn("closing {} was interrupted", entry.name());
            } catch (Exception e) {
                LOG.warn("closing {} failed", entry.name(), e);
            }
        }
    }
}
