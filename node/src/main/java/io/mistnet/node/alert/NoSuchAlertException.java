package io.mistnet.node.alert;

/** There is no alert with this number. */
public final class NoSuchAlertException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchAlertException(long id) {
        super("there is no alert " + id);
    }
}
