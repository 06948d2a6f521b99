package io.mistnet.node.http;

/** A component that the node cannot do its work without. */
public interface HealthCheck {

    /** Its name, unique in the node, for example {@code kafka}. */
    String name();

    /** Its health as last seen. Answers at once and from any thread: a probe must not wait for a broker. */
    Health health();
}
