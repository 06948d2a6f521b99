package io.mistnet.connectors.selector;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refused selector says. */
final class Refusals {

    private Refusals() {}

    static InvalidSelectorException of(ThrowingCallable reading) {
        InvalidSelectorException refusal = catchThrowableOfType(InvalidSelectorException.class, reading);
        if (refusal == null) {
            throw new AssertionError("expected the selector to be refused");
        }
        return refusal;
    }
}
