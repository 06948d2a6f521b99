package io.mistnet.node.alert;

import java.util.Locale;

/** In which terms the network tells a bank of an account's risk. */
public enum Measure {
    /** Flagged or not; the risk is 1. */
    FLAG,
    /** The number of the band, 1 or more. */
    BAND,
    /** A risk in [0, 1]. */
    SCORE;

    /** Its field in the records of the topic. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
