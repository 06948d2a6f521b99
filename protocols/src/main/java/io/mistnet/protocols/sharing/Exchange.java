package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;

/** Two parties open to each other what they hold masked parts of: each sends its own, then reads the other's, a block at a time. */
public final class Exchange {

    private Exchange() {}

    /** Adds the other party's words to this party's, of at most one block. */
    public static void sum(ComputeSession session, Step step, Party other, long[] words, int offset, int count) {
        Words.add(words, offset, swap(session, step, other, words, offset, count), count);
    }

    /** Adds the other party's bits modulo 2 to this party's, of at most one block. */
    public static void xor(ComputeSession session, Step step, Party other, long[] words, int offset, int count) {
        long[] theirs = swap(session, step, other, words, offset, count);
        for (int k = 0; k < count; k++) {
            words[offset + k] ^= theirs[k];
        }
    }

    private static long[] swap(ComputeSession session, Step step, Party other, long[] words, int offset, int count) {
        Channel channel = session.to(other);
        channel.send(step, words, offset, count);
        long[] theirs = new long[count];
        channel.receive(step, theirs, 0, count);
        return theirs;
    }
}
