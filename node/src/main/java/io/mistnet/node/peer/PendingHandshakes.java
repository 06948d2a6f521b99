package io.mistnet.node.peer;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Who is in a handshake. Where too many are, the one that is longest in it makes room: who never finishes keeps nobody else out. Safe for any thread. */
public final class PendingHandshakes<T> {

    private final int most;
    private final Set<T> pending = new LinkedHashSet<>();

    /** @param most how many may be in it at once, at least 1 */
    public PendingHandshakes(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one handshake at once, not " + most);
        }
        this.most = most;
    }

    /**
     * Lets a newcomer begin.
     *
     * @return who has to make room, if anybody
     */
    public synchronized Optional<T> enter(T newcomer) {
        Optional<T> longest = Optional.empty();
        if (pending.size() == most) {
            Iterator<T> all = pending.iterator();
            longest = Optional.of(all.next());
            all.remove();
        }
        pending.add(newcomer);
        return longest;
    }

    /** Ends the handshake of one, well or not. Returns false where it had made room before. */
    public synchronized boolean leave(T one) {
        return pending.remove(one);
    }
}
