package io.mistnet.node.request;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The connections that a server serves: bounded for each institution and in all. Where there are too many, an idle one makes room for the newcomer: an institution that lost
 * its connections without closing them is not locked out. Safe for any thread.
 */
final class OpenLinks implements AutoCloseable {

    private final int mostOfOne;
    private final int mostInAll;
    private final Set<RequestLink> working = new LinkedHashSet<>();
    /** Whoever is idle for longest stands first. */
    private final Set<RequestLink> idle = new LinkedHashSet<>();

    private boolean closed;

    OpenLinks(int mostOfOne, int mostInAll) {
        this.mostOfOne = mostOfOne;
        this.mostInAll = mostInAll;
    }

    /** Lets a newcomer in, idle. Returns false where there is no room for it. */
    synchronized boolean enter(RequestLink newcomer) {
        Predicate<RequestLink> same = link -> link.institution().equals(newcomer.institution());
        boolean room = !closed
                && (count(same) < mostOfOne || makeRoom(same))
                && (count(any -> true) < mostInAll || makeRoom(any -> true));
        if (room) {
            idle.add(newcomer);
        }
        return room;
    }

    /** A request begins. Returns false where the connection had made room before. */
    synchronized boolean begin(RequestLink link) {
        return idle.remove(link) && working.add(link);
    }

    /** A request ended. */
    synchronized void end(RequestLink link) {
        if (working.remove(link)) {
            idle.add(link);
        }
    }

    synchronized void leave(RequestLink link) {
        working.remove(link);
        idle.remove(link);
    }

    /** Ends all connections, and lets nobody in any more. */
    @Override
    public synchronized void close() {
        closed = true;
        working.forEach(link -> link.abort("this node stops"));
        idle.forEach(link -> link.abort("this node stops"));
    }

    private long count(Predicate<RequestLink> which) {
        return working.stream().filter(which).count()
                + idle.stream().filter(which).count();
    }

    private boolean makeRoom(Predicate<RequestLink> which) {
        Optional<RequestLink> longest = idle.stream().filter(which).findFirst();
        longest.ifPresent(link -> {
            idle.remove(link);
            link.abort("made room for a newer connection");
        });
        return longest.isPresent();
    }
}
