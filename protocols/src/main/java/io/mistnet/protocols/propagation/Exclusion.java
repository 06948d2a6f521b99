package io.mistnet.protocols.propagation;

/**
 * A bank that was left out of an epoch.
 *
 * @param bank its index in the epoch's list
 * @param reason what was found, in words; nothing of the bank's values
 */
public record Exclusion(int bank, Reason reason) {

    /** What was found of a bank's input. In rising order of gravity. */
    public enum Reason {
        NONE("nothing"),
        MISSING("did not deal to all three compute parties in time"),
        NO_PERMUTATION("dealt a list that is no permutation of its rows"),
        UNEQUAL_COPIES("told two compute parties different things"),
        OUT_OF_RANGE("entered a risk outside [0, 1], a negative weight, or weights above 1"),
        WRONG_ORDER("arranged its outgoing pairs in a wrong order");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
