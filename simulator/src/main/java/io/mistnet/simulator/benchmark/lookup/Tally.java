package io.mistnet.simulator.benchmark.lookup;

import java.util.List;

/** Counts answers. One that is not just what it must be is wrong: a record missed, found where there is none, or with another content. */
final class Tally {

    private int hits;
    private int misses;
    private int wrong;

    <T> void count(List<T> expected, List<T> found) {
        if (!found.equals(expected)) {
            wrong++;
        } else if (found.isEmpty()) {
            misses++;
        } else {
            hits++;
        }
    }

    /** Right answers with records. */
    int hits() {
        return hits;
    }

    /** Right answers without. */
    int misses() {
        return misses;
    }

    int wrong() {
        return wrong;
    }
}
