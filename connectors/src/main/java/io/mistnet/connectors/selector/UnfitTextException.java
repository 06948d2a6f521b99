package io.mistnet.connectors.selector;

/** Why a text has no canonical form, in words that hold nothing of it. */
final class UnfitTextException extends Exception {

    UnfitTextException(String reason) {
        super(reason);
    }

    /** The reason; it holds nothing of the text. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
