package io.mistnet.protocols.retrieval;

import java.util.Arrays;

/**
 * A label that a lookup found and opened.
 *
 * @param occurrence which of the selector's records it is
 * @param content of the label, without padding
 */
public record FoundLabel(int occurrence, byte[] content) {

    @Override
    public boolean equals(Object other) {
        return other instanceof FoundLabel found
                && occurrence == found.occurrence
                && Arrays.equals(content, found.content);
    }

    @Override
    public int hashCode() {
        return 31 * occurrence + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "FoundLabel(not shown)";
    }
}
