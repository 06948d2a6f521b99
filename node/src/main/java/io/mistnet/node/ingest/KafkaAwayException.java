package io.mistnet.node.ingest;

/** Kafka does not answer, or is not as the stream needs it. The message says to an operator what is missing. */
final class KafkaAwayException extends RuntimeException {

    KafkaAwayException(String message) {
        super(message);
    }
}
