package io.mistnet.node.oprf;

/** A peer's bytes that are no message. Says what is wrong with them in words that are safe to log and to send back. */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
