package io.mistnet.node.window;

/** A sum of amounts that does not fit 64 bits. Nothing was changed by the call that met it. */
public final class AmountOverflowException extends ArithmeticException {

    private final transient Booking booking;

    AmountOverflowException(Booking booking) {
        super("the transfer %s takes the sum of its pair above 2^63 - 1 minor units".formatted(booking.uetr()));
        this.booking = booking;
    }

    /** The transfer that took the sum too far. */
    public Booking booking() {
        return booking;
    }
}
