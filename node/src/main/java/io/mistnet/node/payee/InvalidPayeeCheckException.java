package io.mistnet.node.payee;

/** A record that is no payee check. The message names the field, and never holds what is in it. */
public final class InvalidPayeeCheckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidPayeeCheckException(String field, String expectation) {
        super(field + ": expected " + expectation);
    }
}
