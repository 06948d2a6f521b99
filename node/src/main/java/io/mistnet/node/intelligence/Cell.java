package io.mistnet.node.intelligence;

import java.util.Arrays;

/**
 * How many records of one cell lie in each of its buckets. A record may lie in one upper or in one lower bucket; records with the same two are interchangeable, so they are only counted. Where both
 * buckets are full, others are moved along a shortest path to a bucket with room: a record is refused only if no arrangement of all records would hold it, and so any order of adding the same
 * records succeeds.
 *
 * <p>Buckets are numbered within the cell: upper ones from 0 to half - 1, lower ones from half on. Not thread-safe.
 */
final class Cell {

    private static final int NONE = -1;

    private final int half;
    private final int bucketSlots;
    private final short[] inUpper;
    private final short[] inLower;
    private final int[] load;
    private final int[] cameFrom;
    private final int[] queue;

    /**
     * @param half buckets in either half
     * @param bucketSlots records that one bucket holds
     */
    Cell(int half, int bucketSlots) {
        this.half = half;
        this.bucketSlots = bucketSlots;
        this.inUpper = new short[half * half];
        this.inLower = new short[half * half];
        this.load = new int[2 * half];
        this.cameFrom = new int[2 * half];
        this.queue = new int[2 * half];
    }

    /** Takes in a record of these two buckets; false, and nothing is changed, if there is no room. */
    boolean add(int upper, int lower) {
        int target = load[lower] < load[upper] ? lower : upper;
        if (load[target] == bucketSlots) {
            int room = pathToRoom(upper, lower);
            if (room == NONE) {
                return false;
            }
            target = room;
            while (cameFrom[target] != target) {
                move(cameFrom[target], target);
                target = cameFrom[target];
            }
        }
        (target == upper ? inUpper : inLower)[pair(upper, lower)]++;
        load[target]++;
        return true;
    }

    /** Takes out a record of these two buckets, of which there is one. */
    void remove(int upper, int lower) {
        int pair = pair(upper, lower);
        boolean fromUpper = inLower[pair] == 0 || (inUpper[pair] > 0 && load[upper] >= load[lower]);
        (fromUpper ? inUpper : inLower)[pair]--;
        load[fromUpper ? upper : lower]--;
    }

    /** Hands out one record of these two buckets: true for the upper one. Called once for each that was added. */
    boolean takeUpper(int upper, int lower) {
        int pair = pair(upper, lower);
        boolean up = inUpper[pair] > 0;
        (up ? inUpper : inLower)[pair]--;
        return up;
    }

    void clear() {
        Arrays.fill(inUpper, (short) 0);
        Arrays.fill(inLower, (short) 0);
        Arrays.fill(load, 0);
    }

    /** Breadth first from both buckets over the moves that are possible; the first bucket with room, or NONE. */
    private int pathToRoom(int upper, int lower) {
        Arrays.fill(cameFrom, NONE);
        cameFrom[upper] = upper;
        cameFrom[lower] = lower;
        queue[0] = upper;
        queue[1] = lower;
        int found = 2;
        for (int next = 0; next < found; next++) {
            int from = queue[next];
            if (load[from] < bucketSlots) {
                return from;
            }
            int firstTo = from < half ? half : 0;
            for (int to = firstTo; to < firstTo + half; to++) {
                if (cameFrom[to] == NONE && canMove(from, to)) {
                    cameFrom[to] = from;
                    queue[found++] = to;
                }
            }
        }
        return NONE;
    }

    private boolean canMove(int from, int to) {
        return from < half ? inUpper[pair(from, to)] > 0 : inLower[pair(to, from)] > 0;
    }

    private void move(int from, int to) {
        int pair = from < half ? pair(from, to) : pair(to, from);
        inUpper[pair] += (short) (from < half ? -1 : 1);
        inLower[pair] += (short) (from < half ? 1 : -1);
        load[from]--;
        load[to]++;
    }

    private int pair(int upper, int lower) {
        return upper * half + lower - half;
    }
}
