package io.mistnet.connectors.selector;

/** A text that is no selector of its type. The message says why and gives an example; it never holds the text, so it may be logged. */
public final class InvalidSelectorException extends RuntimeException {

    private final SelectorType type;

    InvalidSelectorException(SelectorType type, String reason) {
        super("%s: %s; for example %s".formatted(type, reason, type.example()));
        this.type = type;
    }

    /** The type that the text was read as. */
    public SelectorType type() {
        return type;
    }
}
