package io.mistnet.node.epoch;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The share links that one role holds for one attempt: each opened once, and ended all together. Safe for any thread. */
final class AttemptLinks {

    private static final Step OPENING = Step.of("opening the link");

    private final Map<String, ShareLinks.Link> open = new HashMap<>();
    private @Nullable String ended;

    /** The channel to {@code peer}, which {@code dial} opens where it is not open yet. Blocks while it is dialled. */
    Channel channel(String peer, Supplier<ShareLinks.Link> dial) {
        synchronized (this) {
            ShareLinks.Link known = open.get(peer);
            if (known != null) {
                return known.channel();
            }
            requireOpen(peer);
        }
        ShareLinks.Link link = dial.get();
        synchronized (this) {
            if (ended != null) {
                link.abort(ended);
            }
            requireOpen(peer);
            open.put(peer, link);
        }
        return link.channel();
    }

    /** Ends the link to one peer, where it is open, with whatever is under way on it. */
    void abort(String peer, String reason) {
        ShareLinks.Link link;
        synchronized (this) {
            link = open.remove(peer);
        }
        if (link != null) {
            link.abort(reason);
        }
    }

    /** Ends all links, with whatever is under way on them. */
    void abort(String reason) {
        end(reason).values().forEach(link -> link.abort(reason));
    }

    /** Gives all links back unharmed. */
    void close() {
        end("the attempt is over").values().forEach(ShareLinks.Link::close);
    }

    private synchronized Map<String, ShareLinks.Link> end(String reason) {
        if (ended == null) {
            ended = reason;
        }
        Map<String, ShareLinks.Link> links = Map.copyOf(open);
        open.clear();
        return links;
    }

    private void requireOpen(String peer) {
        if (ended != null) {
            throw new PeerLostException(peer, OPENING, ended);
        }
    }
}
