package io.mistnet.node.alert.intake;

/** A record that is no alert. The message names the field, and never holds what is in it. */
public final class InvalidAlertException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidAlertException(String field, String expectation) {
        super(field + ": expected " + expectation);
    }
}
