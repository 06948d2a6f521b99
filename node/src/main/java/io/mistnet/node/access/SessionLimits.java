package io.mistnet.node.access;

import java.time.Duration;

/**
 * How long sessions last, and how many there are.
 *
 * @param idle without a request, a session ends after so long
 * @param absolute in any case it ends after so long
 * @param most at once; the one that was idle for longest ends where there would be more
 */
public record SessionLimits(Duration idle, Duration absolute, int most) {

    private static final int MOST = 10_000;

    public SessionLimits(Duration idle, Duration absolute) {
        this(idle, absolute, MOST);
    }
}
