package io.mistnet.node.epoch;

/** A peer's control message that is not one. Says what is wrong with it in words that are safe to log. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String reason) {
        super(reason);
    }
}
