package io.mistnet.protocols.channel;

/**
 * An ordered, authenticated, confidential link to one peer, for blocks of 64-bit words. Both calls block; a channel is used by one thread at a time.
 *
 * <p>A block is small (see {@link #BLOCK_WORDS}): protocols stream vectors block by block, so that no end waits for more than a block and no party
 * sends two blocks to one peer where that peer may be waiting for somebody else in between.
 */
public interface Channel {

    /** Words of a full block: 32 KiB, which stays in a core's first cache while it is masked, added and encrypted. */
    int BLOCK_WORDS = 4096;

    /** The peer's name, for messages to people. */
    String peer();

    /**
     * Sends {@code count} words of {@code words} from {@code offset} on. The array stays the caller's, who may overwrite it when this returns.
     *
     * @throws PeerLostException where the link is gone
     */
    void send(Step step, long[] words, int offset, int count);

    /**
     * Waits for the peer's next block and writes it to {@code words} from {@code offset} on. The array stays the caller's.
     *
     * @throws PeerDeviationException where the next block is of another step or not of {@code count} words; nothing is written then
     * @throws PeerLostException where the link is gone
     */
    void receive(Step step, long[] words, int offset, int count);
}
