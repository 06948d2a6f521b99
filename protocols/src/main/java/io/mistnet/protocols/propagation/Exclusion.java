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
        NONE(0, "nothing"),
        MISSING(1, "did not deal to all three compute parties in time"),
        NO_PERMUTATION(2, "dealt a list that is no permutation of its rows"),
        UNEQUAL_COPIES(3, "told two compute parties different things"),
        OUT_OF_RANGE(4, "entered a risk outside [0, 1], a negative weight, or weights above 1"),
        WRONG_ORDER(5, "arranged its outgoing pairs in a wrong order");

        private final int code;
        private final String description;

        Reason(int code, String description) {
            this.code = code;
            this.description = description;
        }

        /** What stands for it in a message. */
        int code() {
            return code;
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
