package io.mistnet.node.api.frame;

/** How an operation keeps from doing what its caller did not mean. */
public enum Safeguard {
    /** It changes nothing. */
    NONE,
    /** The caller names the version that they saw. */
    VERSION,
    /** The caller gives the request a key, and the same key does it once. */
    KEY
}
