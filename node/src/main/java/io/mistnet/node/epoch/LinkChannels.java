package io.mistnet.node.epoch;

import io.mistnet.node.link.ShareLinks;
import io.mistnet.node.link.TlsChannel;
import io.mistnet.node.peer.Peer;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Duration;

/**
 * Channels over the node's TLS links.
 *
 * @param atMost how long an attempt waits for a link
 */
public record LinkChannels(ShareLinks links, Duration atMost) implements ShareChannels {

    @Override
    public ShareChannel open(Peer peer, EpochId id) {
        return new Over(links.channel(peer, id, atMost));
    }

    private record Over(TlsChannel channel) implements ShareChannel {

        @Override
        public String peer() {
            return channel.peer();
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {
            channel.send(step, words, offset, count);
        }

        @Override
        public void receive(Step step, long[] words, int offset, int count) {
            channel.receive(step, words, offset, count);
        }

        @Override
        public void abort(String reason) {
            channel.abort(reason);
        }

        /** After {@link #abort} the link is gone already, and its place is free. */
        @Override
        public void close() {
            channel.close();
        }
    }
}
