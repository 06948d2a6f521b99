package io.mistnet.node.request;

import java.util.HashMap;
import java.util.Map;

/** Memory for the payloads of requests: bounded in all, and for each institution, so that one that sends slowly leaves room for the others. Safe for any thread. */
final class PayloadMemory {

    private static final int SHARES = 4;

    private final long most;
    private final long mostOfOne;
    private final Map<String, Long> taken = new HashMap<>();
    private long takenInAll;

    /**
     * @param most bytes in all
     * @param longest bytes of the longest payload, which one institution may have at any rate
     */
    PayloadMemory(long most, long longest) {
        this.most = most;
        this.mostOfOne = Math.max(longest, most / SHARES);
    }

    /** Takes room for a payload; false where there is none. */
    synchronized boolean take(String institution, int bytes) {
        long own = taken.getOrDefault(institution, 0L) + bytes;
        if (own > mostOfOne || takenInAll + bytes > most) {
            return false;
        }
        taken.put(institution, own);
        takenInAll += bytes;
        return true;
    }

    /** Gives back what was taken. */
    synchronized void giveBack(String institution, int bytes) {
        taken.merge(institution, (long) -bytes, Long::sum);
        takenInAll -= bytes;
    }
}
