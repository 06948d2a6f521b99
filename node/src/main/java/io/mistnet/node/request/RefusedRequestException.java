package io.mistnet.node.request;

/** A request is not to be answered. The message is told to the peer: it says what is wrong and what to do, and nothing of what this node keeps to itself. */
public final class RefusedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedRequestException(String reason) {
        super(reason);
    }

    public RefusedRequestException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** What the peer is told. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
