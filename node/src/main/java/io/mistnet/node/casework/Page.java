package io.mistnet.node.casework;

import java.util.List;

/**
 * A part of a long list.
 *
 * @param items what is on it
 * @param number which one it is, from 1 on
 * @param hasNext whether more follow
 */
public record Page<T>(List<T> items, int number, boolean hasNext) {

    /** Highest number of a page: a reader who wants more filters the list. */
    public static final int LAST = 10_000;

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list of which one item more than {@code size} was read where there is one. */
    static <T> Page<T> of(List<T> read, int number, int size) {
        return new Page<>(read.subList(0, Math.min(size, read.size())), number, read.size() > size && number < LAST);
    }

    public boolean hasPrevious() {
        return number > 1;
    }

    /** The number that somebody asks for, within what there is. */
    public static int number(int wanted) {
        return Math.max(1, Math.min(wanted, LAST));
    }
}
