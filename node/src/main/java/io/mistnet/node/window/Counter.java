package io.mistnet.node.window;

/** What became of what was delivered. Every transfer is counted as {@link #IN} and as one of the four that follow. */
public enum Counter {
    /** Transfers delivered; a record that could not be read counts as one. */
    IN,
    /** Transfers counted into the window. */
    KEPT,
    /** Transfers whose reference was known already. */
    DUPLICATE,
    /** Transfers that settled too long ago to belong to any window to come. */
    EXPIRED,
    /** Records that became dead letters. */
    DEAD,
    /** Risk scores delivered: each is taken, stale or dead. */
    SCORES_IN,
    /** Risk scores that replaced an older one or were the first. */
    SCORES_KEPT,
    /** Risk scores older than the one known. */
    SCORES_STALE,
    /** Records of risk scores that became dead letters. */
    SCORES_DEAD
}
