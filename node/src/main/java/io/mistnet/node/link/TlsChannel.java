package io.mistnet.node.link;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A channel over a TLS link, for one attempt at one epoch.
 *
 * <p>{@link #close()} gives an unharmed link back for the next attempt; after a failure the link is closed and dialled anew. One thread may send while another receives.
 *
 * <p><b>On deviation.</b> A block of another length, epoch or step is refused by its header, before any of its words is read, and the link is closed: nothing that comes
 * after can be told apart.
 */
public final class TlsChannel implements Channel, AutoCloseable {

    private final ShareLink link;
    private final EpochId epoch;
    private final Consumer<ShareLink> giveBack;
    private final AtomicBoolean released = new AtomicBoolean();

    /** @param giveBack takes the link, open or not, when this channel is closed */
    TlsChannel(ShareLink link, EpochId epoch, Consumer<ShareLink> giveBack) {
        this.link = link;
        this.epoch = epoch;
        this.giveBack = giveBack;
    }

    @Override
    public String peer() {
        return link.peer().institution();
    }

    public EpochId epoch() {
        return epoch;
    }

    @Override
    public void send(Step step, long[] words, int offset, int count) {
        requireBlock(words, offset, count);
        requireMine(step);
        ByteBuffer buffer = link.outgoing();
        BlockHeader.write(buffer, epoch, step.code(), count);
        buffer.position(BlockHeader.BYTES).asLongBuffer().put(words, offset, count);
        try {
            link.flush(BlockHeader.BYTES + Long.BYTES * count);
        } catch (IOException e) {
            throw lost(step, e);
        }
    }

    @Override
    public void receive(Step step, long[] words, int offset, int count) {
        requireBlock(words, offset, count);
        requireMine(step);
        ByteBuffer buffer = link.incoming();
        try {
            link.fill(0, BlockHeader.BYTES);
            BlockHeader.check(buffer, epoch, step.code(), count).ifPresent(mismatch -> {
                link.refused(mismatch.refusal());
                String reason = mismatch.refusal().text() + ": " + mismatch.detail();
                link.abort(reason);
                throw new PeerDeviationException(peer(), step, reason);
            });
            link.fill(BlockHeader.BYTES, BlockHeader.BYTES + Long.BYTES * count);
        } catch (IOException e) {
            throw lost(step, e);
        }
        buffer.position(BlockHeader.BYTES).asLongBuffer().get(words, offset, count);
    }

    /** Ends the attempt at once: calls that block in other threads, and all later ones, throw {@link PeerLostException} with this reason. */
    public void abort(String reason) {
        if (!released.get()) {
            link.abort(reason);
        }
    }

    /** Ends a finished attempt. The link serves the next one, unless something went wrong with it. */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            giveBack.accept(link);
        }
    }

    /** The link below, for tests that deviate. */
    ShareLink link() {
        return link;
    }

    private PeerLostException lost(Step step, IOException e) {
        link.abort("the link broke: " + e.getMessage());
        return new PeerLostException(peer(), step, link.closedBecause());
    }

    private void requireMine(Step step) {
        if (released.get()) {
            throw new PeerLostException(peer(), step, "this channel was closed");
        }
    }

    private static void requireBlock(long[] words, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, words.length);
        if (count > BLOCK_WORDS) {
            throw new IllegalArgumentException("a block has at most %d words, not %d".formatted(BLOCK_WORDS, count));
        }
    }
}
