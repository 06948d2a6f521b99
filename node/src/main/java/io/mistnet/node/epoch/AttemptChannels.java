package io.mistnet.node.epoch;

import io.mistnet.node.epoch.ShareChannels.ShareChannel;
import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels that one role holds for one attempt: each opened once, and ended all together. Safe for any thread. */
final class AttemptChannels {

    private static final Step OPENING = Step.of("opening the link");

    private final ShareChannels source;
    private final EpochId id;
    private final Map<Peer, ShareChannel> open = new HashMap<>();
    private @Nullable String ended;

    AttemptChannels(ShareChannels source, EpochId id) {
        this.source = source;
        this.id = id;
    }

    /** The channel to {@code peer}, opened where it is not open yet. Blocks for that long; one thread asks for one peer. */
    Channel to(Peer peer) {
        synchronized (this) {
            ShareChannel known = open.get(peer);
            if (known != null) {
                return known;
            }
            requireGoingOn(peer);
        }
        ShareChannel channel = source.open(peer, id);
        synchronized (this) {
            if (ended != null) {
                channel.abort(ended);
            }
            requireGoingOn(peer);
            open.put(peer, channel);
        }
        return channel;
    }

    /** Gives the channel to one peer up in good order. */
    void close(Peer peer) {
        ShareChannel channel;
        synchronized (this) {
            channel = open.remove(peer);
        }
        if (channel != null) {
            channel.close();
        }
    }

    /** Ends the channel to one peer, where it is open, with whatever is under way on it. */
    void abort(Peer peer, String reason) {
        ShareChannel channel;
        synchronized (this) {
            channel = open.remove(peer);
        }
        if (channel != null) {
            channel.abort(reason);
        }
    }

    /** Ends all channels, with whatever is under way on them. */
    void abort(String reason) {
        end(reason).values().forEach(channel -> channel.abort(reason));
    }

    /** Gives all channels up in good order. */
    void close() {
        end("the attempt is over").values().forEach(ShareChannel::close);
    }

    private synchronized Map<Peer, ShareChannel> end(String reason) {
        if (ended == null) {
            ended = reason;
        }
        Map<Peer, ShareChannel> channels = Map.copyOf(open);
        open.clear();
        return channels;
    }

    private void requireGoingOn(Peer peer) {
        if (ended != null) {
            throw new PeerLostException(peer.institution(), OPENING, ended);
        }
    }
}
