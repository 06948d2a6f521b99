package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;

/** Walks over a vector block by block, in the size in which blocks travel. */
public final class Blocks {

    private Blocks() {}

    /** What is done with {@code count} rows from {@code offset} on. */
    @FunctionalInterface
    public interface Body {
        void accept(int offset, int count);
    }

    public static void each(int rows, Body body) {
        each(rows, Channel.BLOCK_WORDS, body);
    }

    /** In blocks of {@code size} rows. */
    public static void each(int rows, int size, Body body) {
        for (int offset = 0; offset < rows; offset += size) {
            body.accept(offset, Math.min(size, rows - offset));
        }
    }
}
