package io.mistnet.connectors.deadletter;

/** Where on its way a record failed. The names are those of Kafka Connect's stages, as tools that read dead letters know them. */
public enum Stage {
    /** The record did not become transfers. */
    VALUE_CONVERTER,
    /** The transfers could not be brought into the network's terms, such as its currency. */
    TRANSFORMATION,
    /** The transfers could not be taken into the window. */
    TASK_PUT
}
