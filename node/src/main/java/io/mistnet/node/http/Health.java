package io.mistnet.node.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a component is.
 *
 * @param state whether it does its work
 * @param detail one line for the operator: what is wrong and since when, or how far it has come; never an account number
 */
public record Health(State state, String detail) {

    /** Whether a component does its work. */
    public enum State {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN
    }

    /** It does its work. */
    public static Health up(String detail) {
        return new Health(State.UP, detail);
    }

    /** It does not do its work, or not yet. */
    public static Health down(String detail) {
        return new Health(State.DOWN, detail);
    }
}
