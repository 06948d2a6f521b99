package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import java.util.List;

/** What an attempt came to at one compute party: who was left out, what became public, and the results, which are still shared. */
public final class Outcome {

    private final List<Exclusion> excluded;
    private final int matchedPairs;
    private final int doubledTags;
    private final int[] blockOfBank;
    private final Release release;

    Outcome(List<Exclusion> excluded, int matchedPairs, int doubledTags, int[] blockOfBank, Release release) {
        this.excluded = List.copyOf(excluded);
        this.matchedPairs = matchedPairs;
        this.doubledTags = doubledTags;
        this.blockOfBank = blockOfBank;
        this.release = release;
    }

    /** Banks that were left out, and why: the same at all three parties. */
    public List<Exclusion> excluded() {
        return excluded;
    }

    /** Pairs that both their banks listed. */
    public int matchedPairs() {
        return matchedPairs;
    }

    /** Tags that stood twice on one side, and were left out. */
    public int doubledTags() {
        return doubledTags;
    }

    /**
     * Sends a bank this party's share of its results: at P0 and P1, once all three parties have said that they are done.
     *
     * @param bank its index in the epoch's list
     */
    public void release(int bank, Channel toBank) {
        if (blockOfBank[bank] < 0) {
            throw new IllegalArgumentException("bank %d was left out of this epoch".formatted(bank));
        }
        release.send(blockOfBank[bank], toBank);
    }
}
