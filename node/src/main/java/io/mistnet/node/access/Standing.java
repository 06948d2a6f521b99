package io.mistnet.node.access;

import java.time.Instant;

/** Tells whether somebody who has signed in may stay: their account can be taken away, or changed, while they are. */
public interface Standing {

    /** For users who are what they were when they signed in, until they sign in again. */
    Standing UNCHANGED = (user, since) -> true;

    /**
     * Whether the user is still what they were when they signed in. May block.
     *
     * @param since when they signed in
     */
    boolean holds(User user, Instant since);
}
