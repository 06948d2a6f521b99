package io.mistnet.connectors.dataset;

/** What the authors of a data set say of an account or a transfer. */
public enum Label {
    LICIT,
    ILLICIT,
    /** The data set does not say. */
    UNKNOWN
}
