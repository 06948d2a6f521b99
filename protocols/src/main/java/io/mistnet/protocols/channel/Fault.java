package io.mistnet.protocols.channel;

/** What can happen to a block that is sent. */
public enum Fault {
    /** It does not arrive. */
    DROP,
    /** The block after it overtakes it; the last one does not arrive. */
    REORDER,
    /** One bit of one word is turned. */
    CORRUPT,
    /** Its last word is missing. */
    TRUNCATE,
    /** It says that it belongs to another step. */
    MISLABEL,
    /** The link is lost before it, in both directions. */
    CUT
}
