package io.mistnet.connectors.deadletter;

/** The headers that Kafka Connect's dead-letter queue gives a record; their values are UTF-8 text, numbers too. */
public final class ErrorHeaders {

    private static final String PREFIX = "__connect.errors.";

    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    public static final String CONNECTOR_NAME = PREFIX + "connector.name";
    public static final String TASK_ID = PREFIX + "task.id";
    public static final String STAGE = PREFIX + "stage";
    public static final String CLASS_NAME = PREFIX + "class.name";
    public static final String EXCEPTION_CLASS_NAME = PREFIX + "exception.class.name";
    public static final String EXCEPTION_MESSAGE = PREFIX + "exception.message";
    public static final String EXCEPTION_STACKTRACE = PREFIX + "exception.stacktrace";

    private ErrorHeaders() {}
}
