package io.mistnet.protocols.oprf;

/** Bytes that are no element of the group: wrong length, not the compressed form, not on the curve, or the identity. Says which element and why. */
public final class InvalidElementException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidElementException(String reason) {
        super(reason);
    }
}
