package io.mistnet.node.casework;

/** How far a batch is. */
public enum BatchState {
    /** Uploaded and checked; nothing was sent. */
    PREPARED,
    /** A supervisor is asked. */
    WAITING,
    /** The supervisor refused; nothing was sent. */
    REFUSED,
    /** Who uploaded it gave it up; nothing was sent. */
    CANCELLED,
    /** It is asked as soon as those before it are done. */
    QUEUED,
    /** It is being asked. */
    RUNNING,
    /** All answers are there. */
    ANSWERED,
    /** There are none. */
    FAILED;

    /** Whether it changes by itself. */
    public boolean isUnderWay() {
        return this == QUEUED || this == RUNNING;
    }
}
