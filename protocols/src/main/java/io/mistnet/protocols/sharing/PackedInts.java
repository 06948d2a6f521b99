package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;

/** Lists of 32-bit numbers on a channel, two in a word. */
public final class PackedInts {

    private static final int PER_BLOCK = 2 * Channel.BLOCK_WORDS;

    private PackedInts() {}

    public static void send(Channel channel, Step step, int[] numbers) {
        long[] block = new long[Channel.BLOCK_WORDS];
        Blocks.each(numbers.length, PER_BLOCK, (offset, count) -> {
            for (int k = 0; k < count; k += 2) {
                long high = k + 1 < count ? numbers[offset + k + 1] : 0;
                block[k / 2] = (numbers[offset + k] & 0xffff_ffffL) | high << 32;
            }
            channel.send(step, block, 0, (count + 1) / 2);
        });
    }

    /** As many numbers as {@code numbers} has room for. */
    public static void receive(Channel channel, Step step, int[] numbers) {
        long[] block = new long[Channel.BLOCK_WORDS];
        Blocks.each(numbers.length, PER_BLOCK, (offset, count) -> {
            channel.receive(step, block, 0, (count + 1) / 2);
            for (int k = 0; k < count; k++) {
                numbers[offset + k] = (int) (block[k / 2] >>> (32 * (k % 2)));
            }
        });
    }
}
